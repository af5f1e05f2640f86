"""Events of jobs."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, ClassVar

import strawberry
from strawberry.scalars import JSON

from api.context import Info
from api.problems import not_found
from api.schema.enums import JobEventKind
from api.schema.lazy import Lazy
from api.schema.node import node_id
from api.schema.runs.types import Run
from engine.adapters.postgres.readers.records import EventRecord

if TYPE_CHECKING:
    from api.schema.jobs.types import Job


@strawberry.type
class JobEvent(Lazy):
    """One numbered thing that happened to a job; numbers count from 1 without gaps."""

    parts: ClassVar = {"job_id": lambda record: node_id("Job", record.job_id)}
    record: strawberry.Private[EventRecord]
    job_id: strawberry.ID
    number: int
    kind: JobEventKind
    created_at: datetime
    payload: JSON = strawberry.field(description="Ids and counters.")

    @strawberry.field(description="The job as it is now.")
    async def job(self, info: Info) -> Annotated["Job", strawberry.lazy("api.schema.jobs.types")]:
        """Load the job."""
        from api.schema.jobs.types import Job  # noqa: PLC0415 - jobs show events and events show their job

        record = await info.context.loaders.jobs.load(self.record.job_id)
        if record is None:
            raise not_found("job")
        return Job.of(record)

    @strawberry.field(description="The run that the event is about, if it is about one.")
    async def run(self, info: Info) -> Run | None:
        """Load the run."""
        index = self.record.payload.get("run_index")
        if not isinstance(index, int):
            return None
        record = await info.context.loaders.runs_of_jobs.load((self.record.job_id, index))
        return None if record is None else Run.of(record)
