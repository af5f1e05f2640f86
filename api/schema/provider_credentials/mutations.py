"""Entering and removing keys for providers."""

from typing import Annotated

import strawberry

from api.context import Info
from api.schema.answering import answer
from api.schema.enums import Role
from api.schema.node import key_of
from api.schema.problems import InvalidInput, NotAllowed, NotFound, NotSignedIn, Unavailable
from api.schema.provider_credentials.types import ProviderCredential
from api.use_cases.provider_credentials import put_credential, remove_credential
from engine.domain.job import Scope


@strawberry.input
class PutProviderCredentialInput:
    """A key for a provider; it replaces the one that the organization has for this provider."""

    provider: str
    label: str
    key: str


@strawberry.type
class ProviderCredentialPut:
    """The credential as it is kept now; `wasReplaced` when there was one before."""

    provider_credential: ProviderCredential
    was_replaced: bool


@strawberry.type
class ProviderCredentialRemoved:
    """The key is gone; jobs that need it fail from now on."""

    provider_credential_id: strawberry.ID


PutProviderCredentialResult = Annotated[
    ProviderCredentialPut | InvalidInput | NotFound | NotSignedIn | NotAllowed | Unavailable,
    strawberry.union("PutProviderCredentialResult"),
]
RemoveProviderCredentialResult = Annotated[
    ProviderCredentialRemoved | InvalidInput | NotFound | NotSignedIn | NotAllowed | Unavailable,
    strawberry.union("RemoveProviderCredentialResult"),
]


@strawberry.type
class ProviderCredentialMutations:
    """For admins."""

    @strawberry.mutation(description="Add the organization's key for a provider, or replace it.")
    async def put_provider_credential(self, info: Info, input: PutProviderCredentialInput) -> PutProviderCredentialResult:  # noqa: A002 - the argument's name in the schema
        """Check, seal and store."""
        services = info.context.services

        async def act(scope: Scope) -> ProviderCredentialPut:
            record, was_replaced = await put_credential(services, scope, input.provider, input.label, input.key)
            return ProviderCredentialPut(provider_credential=ProviderCredential.of(record), was_replaced=was_replaced)

        return await answer(info.context, Role.ADMIN, act)

    @strawberry.mutation(description="Forget the organization's key for a provider.")
    async def remove_provider_credential(self, info: Info, id: strawberry.ID) -> RemoveProviderCredentialResult:  # noqa: A002 - as above
        """Remove it."""
        services = info.context.services

        async def act(scope: Scope) -> ProviderCredentialRemoved:
            await remove_credential(services, scope, key_of(id, "ProviderCredential"))
            return ProviderCredentialRemoved(provider_credential_id=id)

        return await answer(info.context, Role.ADMIN, act)
