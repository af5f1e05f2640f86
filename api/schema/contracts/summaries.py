"""Contracts at a glance: how many jobs, and the mean of a metric."""

from typing import ClassVar

import strawberry

from api.context import Info
from api.schema.lazy import Lazy
from api.schema.node import node_id
from api.schema.order import bounded_text
from engine.adapters.postgres.readers.summaries import contract_summaries


@strawberry.type
class ContractSummary(Lazy):
    """One contract in all its versions; `mean` is over the jobs that have a score, and null where there is none."""

    parts: ClassVar = {"contract_id": lambda record: node_id("Contract", record.contract_id)}
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
        context, metric = info.context, bounded_text("metric", metric, within="") or ""
        found = await contract_summaries(context.services.database, context.signed_in.scope, metric)
        return [ContractSummary.of(record) for record in found]
