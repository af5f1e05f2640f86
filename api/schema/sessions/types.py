"""One's own sessions."""

from datetime import datetime

import strawberry

from api.schema.enums import SessionKind
from api.schema.node import Node, node_id
from engine.adapters.postgres.sessions import SessionRecord


@strawberry.type
class Session(Node):
    """One sign-in of the viewer that still counts."""

    kind: SessionKind
    created_at: datetime
    last_used_at: datetime
    expires_at: datetime
    address: str | None
    user_agent: str | None
    is_current: bool

    @classmethod
    def of(cls, record: SessionRecord) -> "Session":
        """Show a session."""
        return cls(
            id=node_id("Session", record.id),
            kind=SessionKind(record.kind),
            created_at=record.created_at,
            last_used_at=record.last_used_at,
            expires_at=record.expires_at,
            address=record.address,
            user_agent=record.user_agent,
            is_current=record.is_current,
        )
