"""Queries about jobs, and fetching anything by its id."""

import strawberry

from api.context import Info
from api.problems import invalid_input
from api.schema.jobs.ahead import fetch_ahead
from api.schema.jobs.inputs import JobFilter
from api.schema.jobs.types import Job, JobConnection
from api.schema.node import bounded, key_of, parse_moment
from engine.adapters.postgres.readers.jobs import JobSelection, jobs_page


@strawberry.type
class JobQueries:
    """For everybody who is signed in."""

    @strawberry.field(description="One job; null when there is none, or it is somebody else's.")
    async def job(self, info: Info, id: strawberry.ID) -> Job | None:  # noqa: A002 - the argument's name in the schema
        """Load a job."""
        loaders, key = info.context.loaders, key_of(id, "Job")
        record = None if key is None else await loaders.jobs.load(key)
        return None if record is None else Job.lazily(record)

    @strawberry.field(description="The organization's jobs, newest first.")
    async def jobs(
        self,
        info: Info,
        first: int | None = 20,
        after: str | None = None,
        filter: JobFilter | None = None,  # noqa: A002 - the argument's name in the schema
    ) -> JobConnection:
        """Load a page."""
        viewer, count, place = info.context.signed_in, bounded(first, 20), parse_moment(after)
        page = await jobs_page(info.context.services.database, viewer.scope, count, place, _selection(filter))
        await fetch_ahead(info, page.items)
        return JobConnection.of(page, is_continued=after is not None)


def _selection(wanted: JobFilter | None) -> JobSelection:
    if wanted is None:
        return JobSelection()
    contract_id = None
    if wanted.contract_id:
        contract_id = key_of(wanted.contract_id, "Contract")
        if contract_id is None:
            raise invalid_input("filter.contractId is not the id of a contract")
    return JobSelection(tuple(wanted.status or ()), contract_id)
