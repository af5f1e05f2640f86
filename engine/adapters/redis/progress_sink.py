"""Telling listeners about events over Redis pub/sub."""

import contextlib
import json
from uuid import UUID

from prometheus_client import Counter
from redis.asyncio import Redis
from redis.exceptions import RedisError

from engine.domain.job import JobEvent

EVENTS = Counter("skyt_job_events_total", "Events of jobs that were committed, by their kind.", ["kind"])


def job_channel(job_id: UUID) -> str:
    """The channel of one job's wake-ups."""
    return f"skyt:job:{job_id}"


class RedisProgressSink:
    """The port ProgressSink: publishes an event's number only; listeners read the event from the store."""

    def __init__(self, url: str) -> None:
        """Take the address; connects at the first event."""
        self._client = Redis.from_url(url, socket_connect_timeout=5, socket_timeout=5)

    async def publish(self, event: JobEvent) -> None:
        """Announce one committed event; while Redis is away nothing is announced, and listeners look by themselves."""
        EVENTS.labels(event.kind.value).inc()
        with contextlib.suppress(RedisError, OSError):
            await self._client.publish(job_channel(event.job_id), json.dumps({"number": event.number}))

    async def close(self) -> None:
        """Close the connection."""
        await self._client.aclose()
