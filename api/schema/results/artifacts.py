"""Artifacts: what is kept outside the database, with an address for a short time."""

from datetime import datetime

import strawberry

from api.context import Info
from api.problems import unavailable
from engine.domain.errors import StoreUnavailable


@strawberry.type
class Artifact:
    """Bytes by their SHA-256; the address needs no sign-in and is worth nothing after `expiresAt`."""

    content_hash: str
    file_name: str
    url: str
    expires_at: datetime

    @classmethod
    async def of(cls, info: Info, content_hash: str, file_name: str) -> "Artifact":
        """Sign an address. Raises a GraphQLError with code UNAVAILABLE while the store is away."""
        try:
            link = await info.context.services.artifacts.link(content_hash, file_name)
        except StoreUnavailable as error:
            raise unavailable(str(error)) from error
        return cls(content_hash=content_hash, file_name=file_name, url=link.url, expires_at=link.expires_at)
