"""Members of an organization."""

from datetime import datetime

import strawberry

from api.schema.accounts.user import User
from api.schema.connection import Connection
from api.schema.enums import Role
from api.schema.node import node_id
from engine.adapters.postgres.members import MemberRecord, OwnOrganization


@strawberry.type
class Member:
    """A user's role in the organization; the mutations about members take the user's id."""

    user: User
    role: Role
    joined_at: datetime

    @classmethod
    def of(cls, record: MemberRecord) -> "Member":
        """Show a member."""
        return cls(user=User.of(record.user), role=Role(record.role), joined_at=record.created_at)


MemberConnection = Connection[Member]


@strawberry.type
class ViewersOrganization:
    """An organization that the viewer can switch to, and their role there."""

    id: strawberry.ID
    name: str
    is_personal: bool
    role: Role

    @classmethod
    def of(cls, record: OwnOrganization) -> "ViewersOrganization":
        """Show one."""
        return cls(id=node_id("Organization", record.id), name=record.name, is_personal=record.is_personal, role=Role(record.role))
