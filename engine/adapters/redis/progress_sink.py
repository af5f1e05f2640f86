"""Telling listeners about events over Redis pub/sub."""

import asyncio
import contextlib
import json
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from prometheus_client import Counter
from redis.asyncio import Redis
from redis.exceptions import RedisError

from engine.domain.job import EventKind, JobEvent

_ENDED_FROM_OUTSIDE = frozenset({EventKind.JOB_CANCELLED, EventKind.JOB_EXPIRED, EventKind.JOB_FAILED})

EVENTS = Counter("skyt_job_events_total", "Events of jobs that were committed, by their kind.", ["kind"])


def job_channel(job_id: UUID) -> str:
    """The channel of one job's wake-ups."""
    return f"skyt:job:{job_id}"


def changes_channel(organization_id: UUID) -> str:
    """The channel of wake-ups about an organization's jobs as wholes."""
    return f"skyt:changes:{organization_id}"


ENDED_CHANNEL = "skyt:ended"


def spelled_event(event: JobEvent) -> str:
    """An event as the message that announces it."""
    created_at = event.created_at.isoformat()
    return json.dumps({"number": event.number, "kind": event.kind, "payload": event.payload, "created_at": created_at})


def event_of(job_id: UUID, message: bytes) -> JobEvent | None:
    """The event that a message announces; None for anything else, which only says that it is time to look."""
    try:
        content = json.loads(message)
        created_at = datetime.fromisoformat(content["created_at"])
        return JobEvent(job_id, int(content["number"]), EventKind(content["kind"]), dict(content["payload"]), created_at)
    except (ValueError, KeyError, TypeError):
        return None


class RedisProgressSink:
    """The port ProgressSink: publishes each event whole, so that those who have the one before need not look into the store.

    A job that was ended from outside is also announced to the workers, one of which may be running it. Events that come while others
    are on their way go together in the next round trip, in the order in which they came.
    """

    def __init__(self, url: str) -> None:
        """Take the address; connects at the first event."""
        self._client = Redis.from_url(url, socket_connect_timeout=5, socket_timeout=5)
        self._waiting: list[JobEvent] = []
        self._sending = asyncio.Lock()

    async def publish(self, event: JobEvent) -> None:
        """Announce one committed event; while Redis is away nothing is announced, and listeners look by themselves."""
        EVENTS.labels(event.kind.value).inc()
        self._waiting.append(event)
        async with self._sending:
            events, self._waiting = self._waiting, []
            if events:
                await asyncio.shield(self._send(events))

    async def close(self) -> None:
        """Close the connection."""
        await self._client.aclose()

    async def _send(self, events: Sequence[JobEvent]) -> None:
        """Announce events in one round trip; whoever stops waiting for it does not stop it, because others' events are in it."""
        messages = self._client.pipeline(transaction=False)
        for event in events:
            messages.publish(job_channel(event.job_id), spelled_event(event))
            if event.organization_id is not None and not event.kind.is_of_run:
                messages.publish(changes_channel(event.organization_id), b"")
            if event.kind in _ENDED_FROM_OUTSIDE:
                messages.publish(ENDED_CHANNEL, str(event.job_id))
        with contextlib.suppress(RedisError, OSError):
            await messages.execute()
