"""Contracts at a glance: how many jobs, and the mean of a metric."""

import strawberry

from api.context import Info
from api.schema.node import node_id
from engine.adapters.postgres.readers.summaries import contract_summaries


@strawberry.type
class ContractSummary:
    """One contract in all its versions; `mean` is over the jobs that have a score, and null where there is none."""

    name: str
    contract_id: strawberry.ID = strawberry.field(description="The id of the newest version that has jobs.")
    jobs: int
    scored: int
    mean: float | None


@strawberry.type
class ContractSummaryQueries:
    """For everybody who is signed in."""

    @strawberry.field(description="The organization's contracts that have jobs, by name, each with the mean of a metric over its jobs.")
    async def contract_summaries(self, info: Info, metric: str = "R_anchor_post") -> list[ContractSummary]:
        """Load the summaries."""
        context = info.context
        found = await contract_summaries(context.services.database, context.signed_in.scope, metric)
        return [
            ContractSummary(
                name=item.name, contract_id=node_id("Contract", item.contract_id), jobs=item.jobs, scored=item.scored, mean=item.mean
            )
            for item in found
        ]
