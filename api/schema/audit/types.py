"""Entries of the audit log."""

from datetime import datetime
from uuid import UUID

import strawberry
from strawberry.scalars import JSON

from api.context import Info
from api.problems import invalid_input
from api.schema.accounts.user import User
from api.schema.connection import Connection
from api.schema.node import Node, key_of, node_id
from api.schema.order import bounded_text
from engine.adapters.postgres.audit_log import AuditRecord, AuditSelection


@strawberry.type
class AuditEntry(Node):
    """One change: who made it, from where, to what. Hashes are SHA-256 of the row; an addition has none before, a removal none after."""

    user_id: strawberry.Private[UUID | None]
    action: str
    subject: str
    details: JSON
    before_hash: str | None
    after_hash: str | None
    address: str | None
    via_api_key: bool
    created_at: datetime

    @strawberry.field(description="Who made the change; null for Skyt itself, and for those who left the organization.")
    async def user(self, info: Info) -> User | None:
        """Load the user."""
        record = None if self.user_id is None else await info.context.loaders.users.load(self.user_id)
        return None if record is None else User.of(record)

    @classmethod
    def of(cls, record: AuditRecord) -> "AuditEntry":
        """Show an entry."""
        return cls(
            id=node_id("AuditEntry", record.id),
            user_id=record.user_id,
            action=record.action,
            subject=record.subject,
            details=JSON(record.details),
            before_hash=record.before_hash,
            after_hash=record.after_hash,
            address=record.address,
            via_api_key=record.api_key_id is not None,
            created_at=record.created_at,
        )


AuditEntryConnection = Connection[AuditEntry]


@strawberry.input
class AuditFilter:
    """Which entries to list: an action such as `member.changed`, a user, from a time on, up to a time."""

    action: str | None = None
    user_id: strawberry.ID | None = None
    since: datetime | None = None
    until: datetime | None = None

    def selection(self) -> AuditSelection:
        """What to look for. Raises a GraphQLError for what is no action, no user's id, or a time without its zone."""
        user_id = None if self.user_id is None else key_of(self.user_id, "User")
        if self.user_id is not None and user_id is None:
            raise invalid_input("filter.userId is not the id of a user")
        if any(time is not None and time.tzinfo is None for time in (self.since, self.until)):
            raise invalid_input("filter.since and filter.until need a time zone, such as 2026-01-31T00:00:00Z")
        return AuditSelection(bounded_text("action", self.action), user_id, self.since, self.until)
