"""Who asks, and how one can sign in."""

import strawberry

from api.context import Info
from api.problems import not_allowed
from api.schema.accounts.user import User
from api.schema.enums import Role
from api.schema.members.types import ViewersOrganization
from api.schema.organizations.types import Organization
from api.schema.sessions.types import Session
from engine.adapters.postgres.accounts import Account, has_password, hides_first_steps
from engine.adapters.postgres.members import own_organizations
from engine.adapters.postgres.sessions import own_sessions


@strawberry.type
class Viewer:
    """Who asks, in which organization and role."""

    user: User
    organization: Organization
    role: Role

    @strawberry.field(description="The viewer's sessions in whatever organization, newest first; not for API keys.")
    async def sessions(self, info: Info) -> list[Session] | None:
        """Load them."""
        viewer = info.context.signed_in
        if viewer.api_key_id is not None:
            raise not_allowed(viewer.role)
        records = await own_sessions(info.context.services.database, viewer.scope, viewer.session_id)
        return [Session.of(record) for record in records]

    @strawberry.field(description="Every organization that the viewer belongs to, the personal one first; not for API keys.")
    async def organizations(self, info: Info) -> list[ViewersOrganization] | None:
        """Load them."""
        viewer = info.context.signed_in
        if viewer.api_key_id is not None:
            raise not_allowed(viewer.role)
        records = await own_organizations(info.context.services.database, viewer.scope)
        return [ViewersOrganization.of(record) for record in records]

    @strawberry.field(description="Whether the viewer has a password, or signs in through a provider only; not for API keys.")
    async def has_password(self, info: Info) -> bool | None:
        """Look."""
        viewer = info.context.signed_in
        if viewer.api_key_id is not None:
            raise not_allowed(viewer.role)
        return await has_password(info.context.services.database, viewer.scope)

    @strawberry.field(description="Whether the viewer has put the first steps away, in whatever browser; not for API keys.")
    async def hides_first_steps(self, info: Info) -> bool | None:
        """Look."""
        viewer = info.context.signed_in
        if viewer.api_key_id is not None:
            raise not_allowed(viewer.role)
        return await hides_first_steps(info.context.services.database, viewer.scope)

    @classmethod
    def of(cls, account: Account) -> "Viewer":
        """Show an account."""
        return cls(user=User.of(account.user), organization=Organization.of(account), role=Role(account.role))


@strawberry.type
class SignInOptions:
    """How one can sign in here; without `registration` one becomes a user by invitation or through a provider."""

    password: bool
    providers: list[str]
    registration: bool
