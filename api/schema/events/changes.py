"""What happened to the organization's jobs."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from api.context import Info
from api.problems import invalid_input, not_found
from api.schema.enums import JobEventKind
from api.schema.node import bounded
from engine.adapters.postgres.readers import job_changes

if TYPE_CHECKING:
    from api.schema.jobs.types import Job


@strawberry.type
class JobChange:
    """One thing that happened to one of the organization's jobs; numbers count from 1 without gaps over all jobs.

    `eventNumber` is the event's number in its job. Events of single runs are not among the changes.
    """

    record: strawberry.Private[job_changes.JobChange]
    number: int
    event_number: int
    kind: JobEventKind
    created_at: datetime

    @strawberry.field(description="The job as it is now.")
    async def job(self, info: Info) -> Annotated["Job", strawberry.lazy("api.schema.jobs.types")]:
        """Load the job."""
        from api.schema.jobs.types import Job  # noqa: PLC0415 - jobs show events, and changes their job

        record = await info.context.loaders.jobs.load(self.record.job_id)
        if record is None:
            raise not_found("job")
        return Job.of(record)

    @classmethod
    def of(cls, record: job_changes.JobChange) -> "JobChange":
        """Show a change."""
        numbers = {"number": record.number, "event_number": record.event_number}
        return cls(record=record, **numbers, kind=record.kind, created_at=record.created_at)


@strawberry.type
class ChangeQueries:
    """For everybody who is signed in."""

    @strawberry.field(
        description="What happened to the organization's jobs after a number, in order.",
        deprecation_reason="Ask the subscription jobsChanged, which sends the same changes as they happen.",
    )
    async def job_changes(self, info: Info, after: int = 0, first: int | None = 100) -> list[JobChange]:
        """Load changes."""
        scope, count = info.context.signed_in.scope, bounded(first, 100)
        if after < 0:
            raise invalid_input("after is the number of the last change you have seen; 0 for none")
        found = await job_changes.changes_after(info.context.services.database, scope, after, count)
        return [JobChange.of(item) for item in found]

    @strawberry.field(description="The number of the last change: where to go on after a list of jobs was read.")
    async def last_job_change(self, info: Info) -> int:
        """Load the number."""
        return await job_changes.last_change(info.context.services.database, info.context.signed_in.scope)
