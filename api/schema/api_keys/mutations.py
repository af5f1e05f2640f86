"""Making and revoking API keys."""

from typing import Annotated

import strawberry

from api.context import Info
from api.schema.answering import answer
from api.schema.api_keys.types import ApiKey
from api.schema.enums import ApiKeyScope, Role
from api.schema.node import key_of
from api.schema.problems import InvalidInput, NotAllowed, NotFound, NotSignedIn, Unavailable
from api.use_cases.organization import add_key, end_key
from engine.domain.job import Scope


@strawberry.input
class CreateApiKeyInput:
    """A key's name, what it may do, and after how many days it ends (never, when left out)."""

    name: str
    scope: ApiKeyScope = ApiKeyScope.READ
    expires_in_days: int | None = None


@strawberry.type
class ApiKeyCreated:
    """The key, shown this once; send it as a bearer token."""

    api_key: ApiKey
    key: str


@strawberry.type
class ApiKeyRevoked:
    """The key is worth nothing from now on."""

    api_key: ApiKey


CreateApiKeyResult = Annotated[
    ApiKeyCreated | InvalidInput | NotFound | NotSignedIn | NotAllowed | Unavailable, strawberry.union("CreateApiKeyResult")
]
RevokeApiKeyResult = Annotated[
    ApiKeyRevoked | InvalidInput | NotFound | NotSignedIn | NotAllowed | Unavailable, strawberry.union("RevokeApiKeyResult")
]


@strawberry.type
class ApiKeyMutations:
    """For admins."""

    @strawberry.mutation(description="Make an API key of the organization.")
    async def create_api_key(self, info: Info, input: CreateApiKeyInput) -> CreateApiKeyResult:  # noqa: A002 - the argument's name in the schema
        """Make it."""
        services = info.context.services

        async def act(scope: Scope) -> ApiKeyCreated:
            made = await add_key(services, scope, input.name, input.scope.value, input.expires_in_days)
            return ApiKeyCreated(api_key=ApiKey.of(made.record), key=made.key)

        return await answer(info.context, Role.ADMIN, act)

    @strawberry.mutation(description="Revoke an API key for ever.")
    async def revoke_api_key(self, info: Info, id: strawberry.ID) -> RevokeApiKeyResult:  # noqa: A002 - as above
        """End it."""
        services = info.context.services

        async def act(scope: Scope) -> ApiKeyRevoked:
            return ApiKeyRevoked(api_key=ApiKey.of(await end_key(services, scope, key_of(id, "ApiKey"))))

        return await answer(info.context, Role.ADMIN, act)
