"""Moving an anchor on purpose, and confirming one."""

from collections.abc import Awaitable, Callable
from typing import Annotated
from uuid import UUID

import strawberry

from api.context import Info
from api.problems import not_found
from api.schema.anchors.types import Anchor
from api.schema.problems import InvalidInput, NotAllowed, NotFound, NotSignedIn, Unavailable
from api.schema.saving import Refusal, attempted, required_key
from api.use_cases.anchors import ChosenRun, confirm, move_anchor
from engine.domain.job import Scope


@strawberry.input
class ReplaceAnchorInput:
    """Which run of a completed job becomes the anchor of the job's contract version, and why."""

    job_id: strawberry.ID
    run_index: int
    reason: str


@strawberry.input
class ConfirmAnchorInput:
    """Which anchor is confirmed; it must be the present one of its contract version."""

    anchor_id: strawberry.ID


@strawberry.type
class AnchorSaved:
    """The anchor as it is stored now."""

    anchor: Anchor


SaveAnchorResult = Annotated[
    AnchorSaved | InvalidInput | NotFound | NotSignedIn | NotAllowed | Unavailable, strawberry.union("SaveAnchorResult")
]


@strawberry.type
class AnchorMutations:
    """For maintainers and admins."""

    @strawberry.mutation(description="Make a run the anchor for later jobs; finished jobs keep the anchor that they were judged against.")
    async def replace_anchor(self, info: Info, input: ReplaceAnchorInput) -> SaveAnchorResult:  # noqa: A002 - the argument's name in the schema
        """Check and store."""

        async def save(scope: Scope) -> UUID:
            chosen = ChosenRun(required_key("job", input.job_id, "Job"), input.run_index, input.reason)
            return await move_anchor(info.context.services, info.context.loaders, scope, chosen)

        return await _saved(info, save)

    @strawberry.mutation(description="Note that a person looked at the present anchor and found it right; the first confirmation stays.")
    async def confirm_anchor(self, info: Info, input: ConfirmAnchorInput) -> SaveAnchorResult:  # noqa: A002 - the argument's name in the schema
        """Note it."""
        services = info.context.services

        async def save(scope: Scope) -> UUID:
            return await confirm(services, scope, required_key("anchor", input.anchor_id, "Anchor"))

        return await _saved(info, save)


async def _saved(info: Info, save: Callable[[Scope], Awaitable[UUID]]) -> AnchorSaved | Refusal:
    key = await attempted(info, save)
    if not isinstance(key, UUID):
        return key
    record = await info.context.loaders.anchors.load(key)
    if record is None:
        raise not_found("anchor")
    return AnchorSaved(anchor=Anchor.of(record))
