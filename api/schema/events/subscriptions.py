"""Following a job live."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from uuid import UUID

import strawberry

from api.context import Context, Info
from api.problems import invalid_input, not_found
from api.schema.events.types import JobEvent
from api.schema.node import key_of
from engine.adapters.postgres.readers.jobs import events_after, jobs_by_id
from engine.adapters.postgres.readers.records import EventRecord
from engine.adapters.redis.progress_sink import job_channel

LOOK_AGAIN_SECONDS = 2.0
_BATCH = 100


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
        async with contextlib.aclosing(_follow(context, key, after)) as events:
            async for record in events:
                context.renew_loaders()
                yield JobEvent.of(record)


async def _follow(context: Context, job_id: UUID, after: int) -> AsyncGenerator[EventRecord, None]:
    """Listen first, then read, so that nothing falls between; a wake-up only says that it is time to read again."""
    async with context.services.listener.listening(job_channel(job_id)) as wake_up:
        while True:
            wake_up.clear()
            records = await events_after(context.services.database, context.signed_in.scope, job_id, after, _BATCH)
            for record in records:
                yield record
                after = record.number
                if record.kind.is_final:
                    return
            if len(records) < _BATCH and await _has_ended(context, job_id, after):
                return
            if len(records) < _BATCH:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(wake_up.wait(), LOOK_AGAIN_SECONDS)


async def _has_ended(context: Context, job_id: UUID, after: int) -> bool:
    """Whether the job is in a final state and all its events were sent."""
    jobs = await jobs_by_id(context.services.database, context.signed_in.scope, [job_id])
    return not jobs or (jobs[0].status.is_final and jobs[0].last_event_number <= after)
