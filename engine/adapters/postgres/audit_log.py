"""Reading the audit log. Nothing writes it but the triggers of the tables."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.readers.own import own_by_id
from engine.adapters.postgres.readers.page import Page, Window, newest_first
from engine.adapters.postgres.tables import AuditEntryRow
from engine.domain.job import Scope
from engine.domain.json_value import JsonObject

_ROW = AuditEntryRow
_NAMES = ("id", "user_id", "api_key_id", "address", "action", "subject", "details", "before_hash", "after_hash", "created_at")


@dataclass(frozen=True, slots=True)
class AuditRecord:
    """One change: who, from where, what, and the row's hashes before and after."""

    id: UUID
    user_id: UUID | None
    api_key_id: UUID | None
    address: str | None
    action: str
    subject: str
    details: JsonObject
    before_hash: str | None
    after_hash: str | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class AuditSelection:
    """Which entries to list; None selects all."""

    action: str | None = None
    user_id: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None


async def audit_page(database: Database, scope: Scope, window: Window, selection: AuditSelection) -> Page[AuditRecord]:
    """The organization's entries, newest first."""
    statement = select(*(getattr(_ROW, name) for name in _NAMES)).where(col(_ROW.organization_id) == scope.organization_id)
    if selection.action is not None:
        statement = statement.where(col(_ROW.action) == selection.action)
    if selection.user_id is not None:
        statement = statement.where(col(_ROW.user_id) == selection.user_id)
    if selection.since is not None:
        statement = statement.where(col(_ROW.created_at) >= selection.since)
    if selection.until is not None:
        statement = statement.where(col(_ROW.created_at) < selection.until)
    async with database.transaction(scope) as connection:
        return await newest_first(connection, statement, _ROW, window, AuditRecord)


async def audit_entry_by_id(database: Database, scope: Scope, entry_id: UUID) -> AuditRecord | None:
    """One of the organization's entries."""
    return await own_by_id(database, scope, entry_id, _ROW, AuditRecord)
