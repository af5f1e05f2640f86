"""Inviting, taking invitations back, accepting them."""

from typing import Annotated

import strawberry

from api.context import Info
from api.schema.accounts.types import Viewer
from api.schema.answering import answer, answer_person
from api.schema.enums import Role
from api.schema.invitations.types import Invitation
from api.schema.node import key_of
from api.schema.problems import InvalidInput, NotAllowed, NotFound, NotSignedIn, Unavailable
from api.use_cases.organization import accept, invite, revoke
from engine.domain.job import Scope


@strawberry.type
class InvitationCreated:
    """The invitation; its token is shown this once. The page's link is `/invitation/` and the token."""

    invitation: Invitation
    token: str


@strawberry.type
class InvitationRevoked:
    """The link is worth nothing from now on."""

    invitation_id: strawberry.ID


@strawberry.type
class InvitationAccepted:
    """The viewer as a member of the inviting organization; `switchOrganization` goes there."""

    viewer: Viewer


CreateInvitationResult = Annotated[
    InvitationCreated | InvalidInput | NotFound | NotSignedIn | NotAllowed | Unavailable, strawberry.union("CreateInvitationResult")
]
RevokeInvitationResult = Annotated[
    InvitationRevoked | InvalidInput | NotFound | NotSignedIn | NotAllowed | Unavailable, strawberry.union("RevokeInvitationResult")
]
AcceptInvitationResult = Annotated[
    InvitationAccepted | InvalidInput | NotFound | NotSignedIn | NotAllowed | Unavailable, strawberry.union("AcceptInvitationResult")
]


@strawberry.type
class InvitationMutations:
    """Inviting is for admins, accepting for whoever holds the link."""

    @strawberry.mutation(description="Invite somebody by a link; with an e-mail address, only the user with this address can accept it.")
    async def create_invitation(self, info: Info, role: Role, email: str | None = None) -> CreateInvitationResult:
        """Make the link."""
        services = info.context.services

        async def act(scope: Scope) -> InvitationCreated:
            invited = await invite(services, scope, email, role.value)
            return InvitationCreated(invitation=Invitation.of(invited.invitation), token=invited.token)

        return await answer(info.context, Role.ADMIN, act)

    @strawberry.mutation(description="Take an invitation back that nobody accepted yet.")
    async def revoke_invitation(self, info: Info, id: strawberry.ID) -> RevokeInvitationResult:  # noqa: A002 - the argument's name in the schema
        """Take it back."""
        services = info.context.services

        async def act(scope: Scope) -> InvitationRevoked:
            await revoke(services, scope, key_of(id, "Invitation"))
            return InvitationRevoked(invitation_id=id)

        return await answer(info.context, Role.ADMIN, act)

    @strawberry.mutation(description="Become a member of the organization that a link invites to.")
    async def accept_invitation(self, info: Info, token: str) -> AcceptInvitationResult:
        """Accept it."""
        context = info.context

        async def act(_: Scope) -> InvitationAccepted:
            return InvitationAccepted(viewer=Viewer.of(await accept(context.services, context.signed_in, token[:200])))

        return await answer_person(context, act)
