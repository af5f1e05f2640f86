"""Provider credentials of organizations: sealed when written, opened for those who ask a provider, never listed with their key."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col

from engine.adapters.key_ring import KeyRing
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.readers.own import own_by_id
from engine.adapters.postgres.readers.page import Page, Window, newest_first
from engine.adapters.postgres.tables import ProviderCredentialRow
from engine.domain.job import Scope

_ROW = ProviderCredentialRow
_SHOWN = tuple(col(getattr(_ROW, name)) for name in ("id", "provider", "label", "last_four", "created_by", "created_at", "last_used_at"))


@dataclass(frozen=True, slots=True)
class CredentialRecord:
    """A credential without its key."""

    id: UUID
    provider: str
    label: str
    last_four: str
    created_by: UUID | None
    created_at: datetime
    last_used_at: datetime | None


class PostgresProviderCredentials:
    """The port ProviderCredentials, and what an organization's admins do with theirs."""

    def __init__(self, database: Database, key_ring: KeyRing) -> None:
        """Take the pool of the application's role, and the keys that seal."""
        self._database, self._key_ring = database, key_ring

    async def load(self, scope: Scope, provider: str) -> str | None:
        """The key, opened; notes its use, and seals it anew when it was sealed under an older secret."""
        async with self._database.transaction(scope) as connection:
            statement = select(col(_ROW.sealed_key)).where(*_own(scope, provider)).with_for_update()
            sealed = (await connection.execute(statement)).scalar_one_or_none()
            if sealed is None:
                return None
            key = self._key_ring.open(sealed, _context(scope, provider))
            changes: dict[str, object] = {"last_used_at": func.now()}
            if self._key_ring.can_seal and not self._key_ring.is_present(sealed):
                changes["sealed_key"] = self._key_ring.seal(key, _context(scope, provider))
            await connection.execute(update(_ROW).where(*_own(scope, provider)).values(changes))
        return key

    async def put(self, scope: Scope, provider: str, label: str, key: str) -> tuple[CredentialRecord, bool]:
        """Add a credential, or replace the one of this provider; with it, whether one was replaced. Raises SecretUnreadable."""
        values = {
            "provider": provider,
            "label": label,
            "last_four": key[-4:] if len(key) >= 12 else "",
            "sealed_key": self._key_ring.seal(key, _context(scope, provider)),
            "created_by": scope.user_id,
        }
        renewed = values | {"created_at": func.now(), "last_used_at": None}
        statement = (
            insert(_ROW)
            .values(values | {"organization_id": scope.organization_id})
            .on_conflict_do_update(index_elements=["organization_id", "provider"], set_=renewed)
            .returning(*_SHOWN)
        )
        async with self._database.transaction(scope) as connection:
            was_there = (await connection.execute(select(col(_ROW.id)).where(*_own(scope, provider)))).one_or_none() is not None
            row = (await connection.execute(statement)).one()
        return CredentialRecord(**row._mapping), was_there

    async def remove(self, scope: Scope, credential_id: UUID) -> bool:
        """Forget a credential; whether there was one."""
        statement = delete(_ROW).where(col(_ROW.organization_id) == scope.organization_id, col(_ROW.id) == credential_id)
        async with self._database.transaction(scope) as connection:
            return (await connection.execute(statement)).rowcount > 0

    async def page(self, scope: Scope, window: Window) -> Page[CredentialRecord]:
        """The organization's credentials, newest first."""
        statement = select(*_SHOWN).where(col(_ROW.organization_id) == scope.organization_id)
        async with self._database.transaction(scope) as connection:
            return await newest_first(connection, statement, _ROW, window, CredentialRecord)

    async def by_id(self, scope: Scope, credential_id: UUID) -> CredentialRecord | None:
        """One of the organization's credentials."""
        return await own_by_id(self._database, scope, credential_id, _ROW, CredentialRecord)


def _own(scope: Scope, provider: str):  # type: ignore[no-untyped-def]  # noqa: ANN202 - SQLAlchemy's own expression type
    return col(_ROW.organization_id) == scope.organization_id, col(_ROW.provider) == provider


def _context(scope: Scope, provider: str) -> str:
    return f"provider credential/{scope.organization_id}/{provider}"
