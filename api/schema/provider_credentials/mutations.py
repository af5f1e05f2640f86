"""Entering and removing keys for providers."""

from typing import Annotated

import strawberry

from api.context import Info
from api.schema import problems
from api.schema.access import refusal
from api.schema.enums import Role
from api.schema.node import key_of
from api.schema.problems import InvalidInput, NotAllowed, NotFound, NotSignedIn, Unavailable
from api.schema.provider_credentials.types import ProviderCredential
from api.use_cases.provider_credentials import put_credential, remove_credential
from engine.domain import errors


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
    ProviderCredentialPut | InvalidInput | NotSignedIn | NotAllowed | Unavailable, strawberry.union("PutProviderCredentialResult")
]
RemoveProviderCredentialResult = Annotated[
    ProviderCredentialRemoved | NotFound | NotSignedIn | NotAllowed | Unavailable, strawberry.union("RemoveProviderCredentialResult")
]


@strawberry.type
class ProviderCredentialMutations:
    """For admins."""

    @strawberry.mutation(description="Add the organization's key for a provider, or replace it.")
    async def put_provider_credential(self, info: Info, input: PutProviderCredentialInput) -> PutProviderCredentialResult:  # noqa: A002 - the argument's name in the schema
        """Check, seal and store."""
        context = info.context
        denied = refusal(context, Role.ADMIN)
        if denied is not None:
            return denied
        try:
            record, was_replaced = await put_credential(context.services, context.signed_in.scope, input.provider, input.label, input.key)
        except errors.InvalidInput as error:
            return problems.invalid_input(error)
        except (errors.StoreUnavailable, errors.SecretUnreadable) as error:
            return problems.unavailable(str(error))
        return ProviderCredentialPut(provider_credential=ProviderCredential.of(record), was_replaced=was_replaced)

    @strawberry.mutation(description="Forget the organization's key for a provider.")
    async def remove_provider_credential(self, info: Info, id: strawberry.ID) -> RemoveProviderCredentialResult:  # noqa: A002 - as above
        """Remove it."""
        context = info.context
        denied = refusal(context, Role.ADMIN)
        if denied is not None:
            return denied
        try:
            await remove_credential(context.services, context.signed_in.scope, key_of(id, "ProviderCredential"))
        except errors.NotFound as error:
            return problems.not_found(error)
        except errors.StoreUnavailable as error:
            return problems.unavailable(error)
        return ProviderCredentialRemoved(provider_credential_id=id)
