"""People."""

from datetime import datetime

import strawberry

from api.schema.node import Node, node_id
from engine.adapters.postgres.readers.records import UserRecord


@strawberry.type
class User(Node):
    """One person."""

    email: str
    display_name: str
    created_at: datetime

    @classmethod
    def of(cls, record: UserRecord) -> "User":
        """Show a user."""
        return cls(id=node_id("User", record.id), email=record.email, display_name=record.display_name, created_at=record.created_at)
