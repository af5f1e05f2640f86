"""Who asks, and how one can sign in."""

import strawberry

from api.schema.accounts.user import User
from api.schema.enums import Role
from api.schema.organizations.types import Organization
from engine.adapters.postgres.accounts import Account


@strawberry.type
class Viewer:
    """Who asks, in which organization and role."""

    user: User
    organization: Organization
    role: Role

    @classmethod
    def of(cls, account: Account) -> "Viewer":
        """Show an account."""
        return cls(user=User.of(account.user), organization=Organization.of(account), role=Role(account.role))


@strawberry.type
class SignInOptions:
    """How one can sign in here."""

    password: bool
    providers: list[str]
