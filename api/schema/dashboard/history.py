"""A metric of a contract in time."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import strawberry

from api.context import Info
from api.dataloaders.histories import HistoryKey
from api.problems import invalid_input, not_found
from api.schema.node import bounded
from api.schema.results.metrics import Metric, shown_metric

if TYPE_CHECKING:
    from api.schema.jobs.types import Job


@strawberry.type
class MetricPoint:
    """A metric of one finished job; `at` is when the job was submitted."""

    job_key: strawberry.Private[UUID]
    at: datetime
    contract_version: str
    metric: Metric

    @strawberry.field(description="The job.")
    async def job(self, info: Info) -> Annotated["Job", strawberry.lazy("api.schema.jobs.types")]:
        """Load the job."""
        from api.schema.jobs.types import Job  # noqa: PLC0415 - jobs show contracts, and contracts their jobs in time

        record = await info.context.loaders.jobs.load(self.job_key)
        if record is None:
            raise not_found("job")
        return Job.of(record)


async def history(info: Info, contract_name: str, metric: str, first: int | None) -> list[MetricPoint]:
    """Load a metric over the newest jobs of all versions of a contract. Raises a GraphQLError for a metric that there is not."""
    known = info.context.services.metrics
    if metric not in known:
        raise invalid_input(f"there is no metric '{metric[:100]}'")
    points = await info.context.loaders.histories.load(HistoryKey(contract_name, metric, bounded(first, 30)))
    return [
        MetricPoint(
            job_key=point.job_id,
            at=point.created_at,
            contract_version=point.contract_version,
            metric=shown_metric(metric, point.metric, known),
        )
        for point in points
    ]
