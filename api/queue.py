"""The port JobQueue on Dramatiq: a message by name, so that the actors' code is not needed here."""

import asyncio
from uuid import UUID

from dramatiq import Message
from dramatiq.brokers.redis import RedisBroker
from dramatiq.errors import BrokerConnectionError
from redis.exceptions import RedisError
from structlog.contextvars import get_contextvars

from engine.adapters.redis.client import place
from engine.domain.errors import StoreUnavailable
from engine.ports.job_queue import RUN_JOB, TIERS, queue_of
from engine.ports.tracing import NoTracing, Tracing


def _sent_in(tracing: Tracing) -> dict[str, str]:
    """The request that a message was sent in, for the worker's log, and its span."""
    found = {"request_id": get_contextvars().get("request_id"), "trace_parent": tracing.current()}
    return {name: str(value) for name, value in found.items() if value is not None}


class DramatiqJobQueue:
    """Sends wake-ups through Redis."""

    def __init__(self, redis_url: str, tracing: Tracing | None = None) -> None:
        """Take the address, and who traces, if anybody does; connects at the first message."""
        self._tracing = tracing or NoTracing()
        self._url = redis_url
        self._broker = RedisBroker(url=redis_url, middleware=[], socket_connect_timeout=2, socket_timeout=2)  # type: ignore[no-untyped-call]
        for tier in TIERS:
            self._broker.declare_queue(queue_of(tier))

    async def send_run_job(self, organization_id: UUID, job_id: UUID, tier: str = "free") -> None:
        """Wake a worker of this tier for this job. Raises StoreUnavailable when Redis does not answer."""
        message: Message[None] = Message(
            queue_name=queue_of(tier),
            actor_name=RUN_JOB,
            args=(),
            kwargs={"organization_id": str(organization_id), "job_id": str(job_id)},
            options=_sent_in(self._tracing),
        )
        try:
            await asyncio.to_thread(self._broker.enqueue, message)
        except (RedisError, BrokerConnectionError, OSError) as error:
            raise StoreUnavailable(
                f"the message server at {place(self._url)} does not take messages; check that Redis runs there"
            ) from error

    def close(self) -> None:
        """Close the connection."""
        self._broker.close()
