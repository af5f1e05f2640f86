"""Provider credentials as admins and maintainers see them: everything but the key."""

from datetime import datetime
from uuid import UUID

import strawberry

from api.context import Info
from api.schema.accounts.user import User
from api.schema.connection import Connection
from api.schema.node import Node, node_id
from engine.adapters.postgres.provider_credentials import CredentialRecord


@strawberry.type
class ProviderCredential(Node):
    """A key of the organization for a provider; the key itself is never shown, only its last four characters."""

    created_by_id: strawberry.Private[UUID | None]
    provider: str
    label: str
    last_four: str
    created_at: datetime
    last_used_at: datetime | None

    @strawberry.field(description="Who entered the key; null when they are gone.")
    async def created_by(self, info: Info) -> User | None:
        """Load the user."""
        record = None if self.created_by_id is None else await info.context.loaders.users.load(self.created_by_id)
        return None if record is None else User.of(record)

    @classmethod
    def of(cls, record: CredentialRecord) -> "ProviderCredential":
        """Show a credential."""
        return cls(
            id=node_id("ProviderCredential", record.id),
            created_by_id=record.created_by,
            provider=record.provider,
            label=record.label,
            last_four=record.last_four,
            created_at=record.created_at,
            last_used_at=record.last_used_at,
        )


ProviderCredentialConnection = Connection[ProviderCredential]
