"""Members of an organization."""

from datetime import datetime

import strawberry

from api.context import Context
from api.schema.accounts.user import User
from api.schema.connection import Connection
from api.schema.enums import Role
from api.schema.node import Node, as_key, node_id
from engine.adapters.postgres.members import MemberRecord, OwnOrganization, member_by_id


@strawberry.type
class Member(Node):
    """A user's role in the organization; the mutations about members take the user's id."""

    user: User
    role: Role
    joined_at: datetime

    @classmethod
    def of(cls, record: MemberRecord) -> "Member":
        """Show a member."""
        return cls(
            id=node_id("Member", record.organization_id, record.id),
            user=User.of(record.user),
            role=Role(record.role),
            joined_at=record.created_at,
        )


MemberConnection = Connection[Member]


async def member_of_id(context: Context, parts: tuple[str, ...]) -> Member | None:
    """The member of an id, in the organization that the viewer is signed in to."""
    organization, user = as_key(parts[:1]), as_key(parts[1:])
    if user is None or organization != context.signed_in.organization_id:
        return None
    record = await member_by_id(context.services.database, context.signed_in.scope, user)
    return None if record is None else Member.of(record)


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
