"""Events of one job as a stream that followers share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from api.context import Context
from api.problems import invalid_input, not_found
from api.schema.events.types import JobEvent
from api.schema.node import key_of
from api.sockets.feed import Source
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.readers.jobs import events_after, jobs_by_id
from engine.adapters.postgres.readers.records import EventRecord
from engine.adapters.redis.progress_sink import event_of, job_channel
from engine.domain.job import EventKind, Scope

_FINAL = frozenset({EventKind.JOB_COMPLETED, EventKind.JOB_FAILED, EventKind.JOB_CANCELLED})


@dataclass(frozen=True, slots=True)
class Opened:
    """A stream that the viewer may follow: its source, the number to go on after, and the last number there is."""

    source: Source
    after: int
    last: int


class Opener(Protocol):
    """Finds the stream that a subscription's arguments mean; one stream per organization and channel."""

    async def open(self, context: Context, arguments: Mapping[str, Any]) -> Opened:
        """Check that the viewer may follow. Raises GraphQLError, StoreUnavailable."""

    def show(self, event: Any) -> object:  # noqa: ANN401 - the stream's event
        """The schema's object of an event."""


class JobEventsOpener:
    """Streams of `jobEvents(jobId, after)`."""

    async def open(self, context: Context, arguments: Mapping[str, Any]) -> Opened:
        """Find the job. Raises GraphQLError for a job that is not there or not the viewer's, StoreUnavailable."""
        scope, after, key = context.signed_in.scope, arguments.get("after", 0), key_of(arguments["jobId"], "Job")
        if after < 0:
            raise invalid_input("after is the number of the last event you have seen; 0 for none")
        source = None if key is None else JobEvents(context.services.database, scope, key)
        found = None if source is None else await jobs_by_id(source.database, scope, [source.job_id])
        if source is None or not found:
            raise not_found("job")
        return Opened(source, after, min(after, found[0].last_event_number))

    def show(self, event: EventRecord) -> JobEvent:
        """Show an event."""
        return JobEvent.of(event)


class JobEvents:
    """The port Source over a job's events."""

    def __init__(self, database: Database, scope: Scope, job_id: UUID) -> None:
        """Take the store, in whose scope, and the job."""
        self.database, self.scope, self.job_id = database, scope, job_id
        self.channel = job_channel(job_id)

    async def after(self, number: int, count: int) -> Sequence[EventRecord]:
        """The job's next events after a number. Raises StoreUnavailable."""
        return await events_after(self.database, self.scope, self.job_id, number, count)

    async def state(self) -> tuple[int, bool]:
        """The job's last number, and whether it has ended. Raises StoreUnavailable."""
        found = await jobs_by_id(self.database, self.scope, [self.job_id])
        return (found[0].last_event_number, found[0].status.is_final) if found else (0, True)

    def live(self, message: bytes) -> EventRecord | None:
        """The event that a worker's message carries."""
        event = event_of(self.job_id, message)
        return None if event is None else EventRecord(event.job_id, event.number, event.kind, dict(event.payload), event.created_at)

    def is_last(self, event: EventRecord) -> bool:
        """Whether the job ended with this event."""
        return event.kind in _FINAL
