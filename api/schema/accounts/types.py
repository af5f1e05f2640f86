"""Users, organizations, and who asks."""

from datetime import datetime

import strawberry

from api.schema.enums import Role
from api.schema.node import Node, node_id
from engine.adapters.postgres.accounts import Account
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


@strawberry.type
class Organization(Node):
    """A tenant; every user has a personal one."""

    name: str
    is_personal: bool


@strawberry.type
class Viewer:
    """Who asks, in which organization and role."""

    user: User
    organization: Organization
    role: Role

    @classmethod
    def of(cls, account: Account) -> "Viewer":
        """Show an account."""
        organization = Organization(
            id=node_id("Organization", account.organization_id), name=account.organization_name, is_personal=account.is_personal
        )
        return cls(user=User.of(account.user), organization=organization, role=Role(account.role))


@strawberry.type
class SignInOptions:
    """How one can sign in here."""

    password: bool
    providers: list[str]
