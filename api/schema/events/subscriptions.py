"""Following a job live."""

from collections.abc import AsyncGenerator

import strawberry

from api.context import Info
from api.following import follow
from api.problems import invalid_input, not_found
from api.schema.events.changes import JobChange
from api.schema.events.types import JobEvent
from api.schema.node import key_of
from api.sockets.job_changes import JobChangesOpener
from api.sockets.job_events import JobEvents
from engine.adapters.postgres.readers.jobs import jobs_by_id


@strawberry.type
class EventSubscriptions:
    """For everybody who is signed in."""

    @strawberry.subscription(
        description="A job's events after a number, first those there are, then each as it happens, until the job ends."
    )
    async def job_events(self, info: Info, job_id: strawberry.ID, after: int = 0) -> AsyncGenerator[JobEvent, None]:
        """Follow a job."""
        context, key = info.context, key_of(job_id, "Job")
        scope = context.signed_in.scope
        if after < 0:
            raise invalid_input("after is the number of the last event you have seen; 0 for none")
        if key is None or not await jobs_by_id(context.services.database, scope, [key]):
            raise not_found("job")
        source = JobEvents(context.services.database, scope, key)
        async for records in follow(context.services.listener, source, after):
            for record in records:
                context.renew_loaders()
                yield JobEvent.of(record)

    @strawberry.subscription(
        description="What happens to the organization's jobs as wholes, after a number, else from now on; goes on until it is ended."
    )
    async def jobs_changed(self, info: Info, after: int | None = None) -> AsyncGenerator[JobChange, None]:
        """Follow all jobs."""
        context = info.context
        opened = await JobChangesOpener().open(context, {"after": after})
        async for records in follow(context.services.listener, opened.source, opened.after):
            for record in records:
                context.renew_loaders()
                yield JobChange.of(record)
