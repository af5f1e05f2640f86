"""Queries about jobs, and fetching anything by its id."""

import strawberry

from api.context import Info
from api.execution.selection import Selected
from api.schema.jobs.ahead import fetch_ahead
from api.schema.jobs.inputs import JobFilter
from api.schema.jobs.selection import job_selection
from api.schema.jobs.types import Job, JobConnection
from api.schema.node import bounded, key_of, parse_moment
from api.schema.order import TimeOrder
from engine.adapters.postgres.readers.job_list import jobs_page
from engine.adapters.postgres.readers.job_sort import JobOrder, JobSort
from engine.adapters.postgres.readers.jobs import job_columns_for
from engine.adapters.postgres.readers.order import Window

_JOBS = (
    "The organization's jobs, newest first unless asked otherwise. With another `sortBy`, NEWEST is the greatest first, OLDEST the least; "
    "a page goes on behind the cursor's job as it stands in that order now."
)


@strawberry.type
class JobQueries:
    """For everybody who is signed in."""

    @strawberry.field(description="One job; null when there is none, or it is somebody else's.")
    async def job(self, info: Info, id: strawberry.ID) -> Job | None:  # noqa: A002 - the argument's name in the schema
        """Load a job."""
        loaders, key = info.context.loaders, key_of(id, "Job")
        record = None if key is None else await loaders.jobs.load(key)
        return None if record is None else Job.of(record)

    @strawberry.field(description=_JOBS)
    async def jobs(  # noqa: PLR0913, PLR0917 - the arguments of the schema
        self,
        info: Info,
        first: int | None = 20,
        after: str | None = None,
        filter: JobFilter | None = None,  # noqa: A002 - the argument's name in the schema
        order_by: TimeOrder = TimeOrder.NEWEST,
        sort_by: JobSort = JobSort.TIME,
    ) -> JobConnection:
        """Load a page."""
        viewer, place, selection = info.context.signed_in, parse_moment(after), job_selection(filter)
        columns = job_columns_for(Selected.of(info).items(info).attributes("Job"))
        window = Window(bounded(first, 20), None if place is None else (place.created_at, place.id), columns)
        order = JobOrder(sort_by, is_descending=order_by is TimeOrder.NEWEST)
        page = await jobs_page(info.context.services.database, viewer.scope, window, selection, order)
        await fetch_ahead(info, page.items)
        return JobConnection.of(page, selection, is_continued=after is not None)
