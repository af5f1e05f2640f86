"""API keys of an organization, without the keys themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.readers.own import own_by_id
from engine.adapters.postgres.readers.page import Page, Window, newest_first
from engine.adapters.postgres.tables import ApiKeyRow
from engine.domain.job import Scope

_ROW = ApiKeyRow
_NAMES = ("id", "name", "prefix", "scope", "created_by", "created_at", "expires_at", "last_used_at", "revoked_at")
_SHOWN = tuple(col(getattr(_ROW, name)) for name in _NAMES)


@dataclass(frozen=True, slots=True)
class ApiKeyRecord:
    """A key as people see it: its name and its harmless beginning."""

    id: UUID
    name: str
    prefix: str
    scope: str
    created_by: UUID
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None
    revoked_at: datetime | None


async def add_api_key(database: Database, scope: Scope, values: Mapping[str, object]) -> ApiKeyRecord:
    """Store a key: its name, prefix, key_hash, scope and expires_at."""
    row = dict(values) | {"organization_id": scope.organization_id, "created_by": scope.user_id}
    async with database.transaction(scope) as connection:
        added = (await connection.execute(insert(_ROW).values(row).returning(*_SHOWN))).one()
    return ApiKeyRecord(**added._mapping)


async def api_keys_page(database: Database, scope: Scope, window: Window) -> Page[ApiKeyRecord]:
    """The organization's keys, newest first, revoked ones included."""
    statement = select(*_SHOWN).where(col(_ROW.organization_id) == scope.organization_id)
    async with database.transaction(scope) as connection:
        return await newest_first(connection, statement, _ROW, window, ApiKeyRecord)


async def api_key_by_id(database: Database, scope: Scope, api_key_id: UUID) -> ApiKeyRecord | None:
    """One of the organization's keys."""
    return await own_by_id(database, scope, api_key_id, _ROW, ApiKeyRecord)


async def revoke_api_key(database: Database, scope: Scope, api_key_id: UUID) -> ApiKeyRecord | None:
    """End a key for ever; None when the organization has no such key, or it was ended before."""
    own = (col(_ROW.organization_id) == scope.organization_id, col(_ROW.id) == api_key_id, col(_ROW.revoked_at).is_(None))
    async with database.transaction(scope) as connection:
        row = (await connection.execute(update(_ROW).where(*own).values(revoked_at=func.now()).returning(*_SHOWN))).one_or_none()
    return None if row is None else ApiKeyRecord(**row._mapping)


async def touch_api_key(database: Database, scope: Scope, api_key_id: UUID) -> None:
    """Note that a key was used now."""
    own = (col(_ROW.organization_id) == scope.organization_id, col(_ROW.id) == api_key_id)
    async with database.transaction(scope) as connection:
        await connection.execute(update(_ROW).where(*own).values(last_used_at=func.now()))
