"""Changing members, and making, renaming and switching organizations."""

from typing import Annotated
from uuid import UUID

import strawberry

from api.context import Info
from api.schema.access import refusal
from api.schema.accounts.types import Viewer
from api.schema.answering import answer, answer_person
from api.schema.enums import Role
from api.schema.node import key_of
from api.schema.problems import InvalidInput, NotAllowed, NotFound, NotPossible, NotSignedIn, Unavailable, not_possible
from api.use_cases.checks import checked_name
from api.use_cases.organization import delete, leave, switch
from engine.adapters.postgres.members import change_role, create_organization, remove_member, rename_organization
from engine.domain import errors
from engine.domain.job import Scope


@strawberry.type
class MemberRoleChanged:
    """The member has this role from now on."""

    user_id: strawberry.ID
    role: Role


@strawberry.type
class MemberRemoved:
    """The user is no member any more; their sessions here and their keys count no more."""

    user_id: strawberry.ID


@strawberry.type
class OrganizationRenamed:
    """The organization's name from now on."""

    name: str


@strawberry.type
class OrganizationSwitched:
    """The present session is one of this organization from now on."""

    viewer: Viewer


ChangeMemberRoleResult = Annotated[
    MemberRoleChanged | InvalidInput | NotFound | NotSignedIn | NotAllowed | Unavailable, strawberry.union("ChangeMemberRoleResult")
]
RemoveMemberResult = Annotated[
    MemberRemoved | InvalidInput | NotFound | NotSignedIn | NotAllowed | Unavailable, strawberry.union("RemoveMemberResult")
]
RenameOrganizationResult = Annotated[
    OrganizationRenamed | InvalidInput | NotFound | NotSignedIn | NotAllowed | Unavailable, strawberry.union("RenameOrganizationResult")
]
SwitchOrganizationResult = Annotated[
    OrganizationSwitched | InvalidInput | NotFound | NotSignedIn | NotAllowed | Unavailable, strawberry.union("SwitchOrganizationResult")
]

DeleteOrganizationResult = Annotated[
    OrganizationSwitched | InvalidInput | NotFound | NotPossible | NotSignedIn | NotAllowed | Unavailable,
    strawberry.union("DeleteOrganizationResult"),
]


@strawberry.type
class MemberMutations:
    """Changing members and the name is for admins."""

    @strawberry.mutation(description="Give a member another role; an organization keeps at least one admin.")
    async def change_member_role(self, info: Info, user_id: strawberry.ID, role: Role) -> ChangeMemberRoleResult:
        """Change it."""
        database = info.context.services.database

        async def act(scope: Scope) -> MemberRoleChanged:
            await change_role(database, scope, _key(user_id), role.value)
            return MemberRoleChanged(user_id=user_id, role=role)

        return await answer(info.context, Role.ADMIN, act)

    @strawberry.mutation(description="Remove a member; an organization keeps at least one admin.")
    async def remove_member(self, info: Info, user_id: strawberry.ID) -> RemoveMemberResult:
        """Remove them."""
        database = info.context.services.database

        async def act(scope: Scope) -> MemberRemoved:
            await remove_member(database, scope, _key(user_id))
            return MemberRemoved(user_id=user_id)

        return await answer(info.context, Role.ADMIN, act)

    @strawberry.mutation(description="Give the organization another name.")
    async def rename_organization(self, info: Info, name: str) -> RenameOrganizationResult:
        """Rename it."""
        database = info.context.services.database

        async def act(scope: Scope) -> OrganizationRenamed:
            label = checked_name(name, "name")
            await rename_organization(database, scope, label)
            return OrganizationRenamed(name=label)

        return await answer(info.context, Role.ADMIN, act)

    @strawberry.mutation(description="Make an organization, as its admin, and switch to it.")
    async def create_organization(self, info: Info, name: str) -> SwitchOrganizationResult:
        """Make it."""
        context = info.context

        async def act(scope: Scope) -> OrganizationSwitched:
            key = await create_organization(context.services.database, scope, checked_name(name, "name"))
            return await _switched(info, key)

        return await answer_person(context, act)

    @strawberry.mutation(description="Let the present session be one of another organization of the viewer.")
    async def switch_organization(self, info: Info, organization_id: strawberry.ID) -> SwitchOrganizationResult:
        """Switch."""

        async def act(_: Scope) -> OrganizationSwitched:
            return await _switched(info, key_of(organization_id, "Organization"))

        return await answer_person(info.context, act)

    @strawberry.mutation(description="Be no member of the present organization any more, and switch to another, the personal one first.")
    async def leave_organization(self, info: Info) -> SwitchOrganizationResult:
        """Leave."""
        context = info.context

        async def act(_: Scope) -> OrganizationSwitched:
            context.viewer = await leave(context.services, context.signed_in)
            context.renew_loaders()
            return OrganizationSwitched(viewer=Viewer.of(context.viewer))

        return await answer_person(context, act)

    @strawberry.mutation(
        description="Delete the present organization with its jobs, contracts, rules and keys, and switch to another, the personal one "
        "first. `name` is its name once more, against mistakes; the sessions of its members in it end. There is no way back."
    )
    async def delete_organization(self, info: Info, name: str) -> DeleteOrganizationResult:
        """Delete it."""
        context = info.context

        async def act(_: Scope) -> OrganizationSwitched | NotPossible:
            try:
                context.viewer = await delete(context.services, context.signed_in, name)
            except errors.NotPossible as error:
                return not_possible(error)
            context.renew_loaders()
            return OrganizationSwitched(viewer=Viewer.of(context.viewer))

        denied = refusal(context, Role.ADMIN)
        return await answer_person(context, act) if denied is None else denied


async def _switched(info: Info, organization_id: UUID | None) -> OrganizationSwitched:
    context = info.context
    context.viewer = await switch(context.services, context.signed_in, organization_id)
    context.renew_loaders()
    return OrganizationSwitched(viewer=Viewer.of(context.viewer))


def _key(user_id: str) -> UUID:
    key = key_of(user_id, "User")
    if key is None:
        raise errors.NotFound("member", "of this id", "use an id that the API gave you")
    return key
