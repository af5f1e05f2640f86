"""Short-lived addresses of artifacts: the store's own where it has one, else a route of this service with a signed token."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from itsdangerous import BadSignature, URLSafeTimedSerializer

from engine.ports.artifact_store import ArtifactStore

ROUTE = "/artifacts"


@dataclass(frozen=True, slots=True)
class ArtifactLink:
    """An address and the moment from which it is worth nothing."""

    url: str
    expires_at: datetime


class ArtifactLinks:
    """Signs addresses, and reads what it signed. Who may see an artifact is decided before an address is asked for."""

    def __init__(self, store: ArtifactStore, secret: str, seconds: int) -> None:
        """Take the store, the installation's secret (a random one where there is none), and how long an address holds."""
        self.store, self._seconds = store, seconds
        self._serializer = URLSafeTimedSerializer(secret or secrets.token_urlsafe(48), salt="skyt artifact")

    async def link(self, content_hash: str, file_name: str) -> ArtifactLink:
        """An address for whoever is given it. Raises StoreUnavailable."""
        expires_at = datetime.now(UTC) + timedelta(seconds=self._seconds)
        own = await self.store.link(content_hash, file_name, self._seconds)
        token = self._serializer.dumps([content_hash, file_name])
        return ArtifactLink(own or f"{ROUTE}/{token if isinstance(token, str) else token.decode()}", expires_at)

    def opened(self, token: str) -> tuple[str, str] | None:
        """The hash and file name in a token that still holds, else None."""
        try:
            content_hash, file_name = self._serializer.loads(token, max_age=self._seconds)
        except (BadSignature, ValueError):
            return None
        return str(content_hash), str(file_name)
