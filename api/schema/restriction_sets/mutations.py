"""Validating, creating, renewing and deprecating restriction sets."""

from collections.abc import Awaitable, Callable
from typing import Annotated
from uuid import UUID

import strawberry

from api.context import Info
from api.problems import not_found as not_found_error
from api.schema import problems
from api.schema.node import key_of
from api.schema.problems import InvalidInput, NotAllowed, NotFound, NotSignedIn, Unavailable
from api.schema.restriction_sets.inputs import DeprecateRestrictionSetInput, NewRestrictionSetVersionInput, RestrictionSetInput
from api.schema.restriction_sets.trials import ExampleOutcomes, RestrictionSetTrialMutations, example_outcomes
from api.schema.restriction_sets.types import RestrictionSet
from api.use_cases.restriction_sets import (
    create_restriction_set,
    create_restriction_set_version,
    deprecate_restriction_set,
    read_restriction_set,
)
from engine.domain import errors, restriction
from engine.domain.job import Scope


@strawberry.type
class RestrictionSetValid:
    """The document is a restriction set that could be saved; nothing was."""

    content: strawberry.Private[restriction.RestrictionSet]
    name: str
    version: str
    rules: int
    decided_rules: int

    @strawberry.field(description="The outcome of the set's own examples; they are run when this is asked for.")
    async def examples(self, info: Info) -> ExampleOutcomes:
        """Run them."""
        return await example_outcomes(info, self.content)

    @strawberry.field(description="Ids of decided rules that lack a good or a bad example.")
    def rules_without_examples(self) -> list[str]:
        """Name them."""
        return [rule.id for rule in self.content.rules if rule.detector and not (rule.examples.good and rule.examples.bad)]


@strawberry.type
class RestrictionSetSaved:
    """The restriction set as it is stored now."""

    restriction_set: RestrictionSet


ValidateRestrictionSetResult = Annotated[
    RestrictionSetValid | InvalidInput | NotSignedIn | NotAllowed, strawberry.union("ValidateRestrictionSetResult")
]
SaveRestrictionSetResult = Annotated[
    RestrictionSetSaved | InvalidInput | NotFound | NotSignedIn | NotAllowed | Unavailable, strawberry.union("SaveRestrictionSetResult")
]


@strawberry.type
class RestrictionSetMutations(RestrictionSetTrialMutations):
    """For maintainers and admins."""

    @strawberry.mutation(description="Check a restriction set without saving it.")
    async def validate_restriction_set(self, info: Info, input: RestrictionSetInput) -> ValidateRestrictionSetResult:  # noqa: A002 - the argument's name in the schema
        """Read and check."""
        if info.context.viewer is None:
            return problems.not_signed_in()
        try:
            found = await read_restriction_set(input.document, input.format.value)
        except errors.InvalidInput as error:
            return problems.invalid_input(error)
        decided = sum(rule.detector is not None for rule in found.rules)
        return RestrictionSetValid(content=found, name=found.id, version=found.version, rules=len(found.rules), decided_rules=decided)

    @strawberry.mutation(description="Save a new restriction set of the organization.")
    async def create_restriction_set(self, info: Info, input: RestrictionSetInput) -> SaveRestrictionSetResult:  # noqa: A002 - the argument's name in the schema
        """Check and store."""
        services = info.context.services
        return await _save(info, lambda scope: create_restriction_set(services, scope, input.document, input.format.value))

    @strawberry.mutation(description="Save a new version of one of the organization's restriction sets.")
    async def new_restriction_set_version(self, info: Info, input: NewRestrictionSetVersionInput) -> SaveRestrictionSetResult:  # noqa: A002 - the argument's name in the schema
        """Check and store."""
        services = info.context.services

        async def save(scope: Scope) -> UUID:
            key = _key(input.restriction_set_id)
            return await create_restriction_set_version(services, scope, key, input.document, input.format.value)

        return await _save(info, save)

    @strawberry.mutation(description="Say that a version of one of the organization's restriction sets is no longer to be used.")
    async def deprecate_restriction_set(self, info: Info, input: DeprecateRestrictionSetInput) -> SaveRestrictionSetResult:  # noqa: A002 - the argument's name in the schema
        """Note it."""

        async def save(scope: Scope) -> UUID:
            key = _key(input.restriction_set_id)
            await deprecate_restriction_set(info.context.services, scope, key, input.reason)
            return key

        return await _save(info, save)


async def _save(info: Info, save: Callable[[Scope], Awaitable[UUID]]) -> SaveRestrictionSetResult:
    context = info.context
    if context.viewer is None:
        return problems.not_signed_in()
    if context.viewer.role == "viewer":
        return problems.not_allowed(context.viewer.role)
    try:
        key = await save(context.viewer.scope)
    except errors.InvalidInput as error:
        return problems.invalid_input(error)
    except errors.NotFound as error:
        return problems.not_found(error)
    except errors.StoreUnavailable as error:
        return problems.unavailable(error)
    record = await context.loaders.restriction_sets.load(key)
    if record is None:
        raise not_found_error("restriction set")
    return RestrictionSetSaved(restriction_set=RestrictionSet.of(record))


def _key(node: str) -> UUID:
    key = key_of(node, "RestrictionSet")
    if key is None:
        raise errors.NotFound("restriction set", node[:100], "use an id that the API gave you")
    return key
