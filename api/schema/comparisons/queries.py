"""Queries that compare jobs."""

from uuid import UUID

import strawberry

from api.context import Info
from api.problems import not_found
from api.schema.comparisons.types import JobComparison
from api.schema.node import key_of
from api.use_cases.compare_jobs import compare_jobs
from engine.pipeline.comparison.settings import ComparisonSettings


@strawberry.input
class ComparisonInput:
    """What is to be decided: `margin` is the smallest difference of rates that matters; without `metrics` everything is compared."""

    margin: float = 0.10
    alpha: float = 0.05
    power: float = 0.80
    metrics: list[str] = strawberry.field(default_factory=list)


@strawberry.type
class ComparisonQueries:
    """For everybody who is signed in."""

    @strawberry.field(description="Whether the second job's answers differ from the first one's, and in what.")
    async def compare_jobs(
        self, info: Info, first_id: strawberry.ID, second_id: strawberry.ID, settings: ComparisonInput | None = None
    ) -> JobComparison:
        """Compare two jobs."""
        return (await _compared(info, [first_id, second_id], settings))[0]

    @strawberry.field(description="The first of 2 to 10 jobs against each of the others, in one family of tests.")
    async def compare_with_first(
        self, info: Info, ids: list[strawberry.ID], settings: ComparisonInput | None = None
    ) -> list[JobComparison]:
        """Compare several jobs."""
        return await _compared(info, ids, settings)


async def _compared(info: Info, ids: list[strawberry.ID], wanted: ComparisonInput | None) -> list[JobComparison]:
    scope = info.context.signed_in.scope
    chosen = wanted or ComparisonInput()
    settings = ComparisonSettings(chosen.margin, chosen.alpha, chosen.power, tuple(chosen.metrics[:100]))
    found = await compare_jobs(info.context.services.database, scope, [_key(item) for item in ids[:100]], settings)
    return [JobComparison.of(item) for item in found]


def _key(node: str) -> UUID:
    key = key_of(node, "Job")
    if key is None:
        raise not_found("job")
    return key
