"""Invitations into an organization."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.readers.own import own_by_id
from engine.adapters.postgres.readers.page import Page, Window, newest_first
from engine.adapters.postgres.tables import InvitationRow, MembershipRow
from engine.domain.job import Scope

_ROW = InvitationRow
_NAMES = ("id", "email", "role", "created_by", "created_at", "expires_at", "accepted_at", "accepted_by", "revoked_at")
_SHOWN = tuple(col(getattr(_ROW, name)) for name in _NAMES)
_BY_TOKEN = text("select * from invitation_of(:token_hash)")


@dataclass(frozen=True, slots=True)
class InvitationRecord:
    """An invitation without its token."""

    id: UUID
    email: str | None
    role: str
    created_by: UUID | None
    created_at: datetime
    expires_at: datetime
    accepted_at: datetime | None
    accepted_by: UUID | None
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """What whoever holds the link learns."""

    id: UUID
    organization_id: UUID
    organization_name: str
    email: str | None
    role: str
    expires_at: datetime


async def add_invitation(database: Database, scope: Scope, values: Mapping[str, object]) -> InvitationRecord:
    """Store an invitation: its email, role, token_hash and expires_at."""
    row = dict(values) | {"organization_id": scope.organization_id, "created_by": scope.user_id}
    async with database.transaction(scope) as connection:
        added = (await connection.execute(insert(_ROW).values(row).returning(*_SHOWN))).one()
    return InvitationRecord(**added._mapping)


async def invitations_page(database: Database, scope: Scope, window: Window) -> Page[InvitationRecord]:
    """The organization's invitations, newest first."""
    statement = select(*_SHOWN).where(col(_ROW.organization_id) == scope.organization_id)
    async with database.transaction(scope) as connection:
        return await newest_first(connection, statement, _ROW, window, InvitationRecord)


async def invitation_by_id(database: Database, scope: Scope, invitation_id: UUID) -> InvitationRecord | None:
    """One of the organization's invitations."""
    return await own_by_id(database, scope, invitation_id, _ROW, InvitationRecord)


async def revoke_invitation(database: Database, scope: Scope, invitation_id: UUID) -> bool:
    """Take an invitation back that nobody accepted yet; whether there was one."""
    is_open = col(_ROW.accepted_at).is_(None) & col(_ROW.revoked_at).is_(None)
    own = (col(_ROW.organization_id) == scope.organization_id, col(_ROW.id) == invitation_id, is_open)
    async with database.transaction(scope) as connection:
        return (await connection.execute(update(_ROW).where(*own).values(revoked_at=func.now()))).rowcount > 0


async def find_invitation(database: Database, token_hash: str) -> OpenInvitation | None:
    """The open invitation whose link this is."""
    async with database.unscoped_transaction() as connection:
        row = (await connection.execute(_BY_TOKEN, {"token_hash": token_hash})).one_or_none()
    return None if row is None else OpenInvitation(**row._mapping)


async def accept_invitation(database: Database, scope: Scope, invitation: OpenInvitation) -> bool:
    """Make the user a member, once; False when somebody was faster. A member who exists keeps their role."""
    inside = Scope(invitation.organization_id, scope.user_id, scope.api_key_id, scope.address)
    is_open = col(_ROW.accepted_at).is_(None) & col(_ROW.revoked_at).is_(None) & (col(_ROW.expires_at) > func.now())
    accepted = update(_ROW).where(col(_ROW.id) == invitation.id, is_open).values(accepted_at=func.now(), accepted_by=scope.user_id)
    member = {"organization_id": invitation.organization_id, "user_id": scope.user_id, "role": invitation.role}
    async with database.transaction(inside) as connection:
        if (await connection.execute(accepted)).rowcount == 0:
            return False
        await connection.execute(insert(MembershipRow).values(member).on_conflict_do_nothing())
    return True
