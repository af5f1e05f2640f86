"""API keys without the keys themselves."""

from datetime import datetime
from uuid import UUID

import strawberry

from api.context import Info
from api.schema.accounts.user import User
from api.schema.connection import Connection
from api.schema.enums import ApiKeyScope
from api.schema.node import Node, node_id
from engine.adapters.postgres.api_keys import ApiKeyRecord


@strawberry.type
class ApiKey(Node):
    """A key for programs; it acts for the member who made it, with no more rights than its scope, and ends when they leave."""

    created_by_id: strawberry.Private[UUID]
    name: str
    prefix: str
    scope: ApiKeyScope
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None
    revoked_at: datetime | None

    @strawberry.field(description="Who made the key; null when they left.")
    async def created_by(self, info: Info) -> User | None:
        """Load the user."""
        record = await info.context.loaders.users.load(self.created_by_id)
        return None if record is None else User.of(record)

    @classmethod
    def of(cls, record: ApiKeyRecord) -> "ApiKey":
        """Show a key."""
        return cls(
            id=node_id("ApiKey", record.id),
            created_by_id=record.created_by,
            name=record.name,
            prefix=record.prefix,
            scope=ApiKeyScope(record.scope),
            created_at=record.created_at,
            expires_at=record.expires_at,
            last_used_at=record.last_used_at,
            revoked_at=record.revoked_at,
        )


ApiKeyConnection = Connection[ApiKey]
