"""The port JobQueue inside a worker: for the sweeper, which sends again what was lost."""

import asyncio
from uuid import UUID

from dramatiq import Actor
from dramatiq.brokers.redis import RedisBroker
from dramatiq.errors import BrokerError
from redis.exceptions import RedisError

from engine.domain.errors import StoreUnavailable
from engine.ports.job_queue import JOBS_QUEUE


class ActorQueue:
    """Sends messages to this worker's own actor."""

    def __init__(self, broker: RedisBroker, actor: Actor[[str, str], None]) -> None:
        """Take the broker and the actor declared on it."""
        self._broker, self._actor = broker, actor

    async def send_run_job(self, organization_id: UUID, job_id: UUID) -> None:
        """Wake a worker for this job. Raises StoreUnavailable when Redis does not answer."""
        try:
            await asyncio.to_thread(self._actor.send, str(organization_id), str(job_id))
        except (BrokerError, RedisError) as error:
            raise _unavailable(error) from error

    async def is_empty(self) -> bool:
        """Whether no message waits for a worker; those that a worker has taken, alive or killed, do not wait. Raises StoreUnavailable."""
        try:
            waiting: int = await asyncio.to_thread(self._broker.client.llen, f"{self._broker.namespace}:{JOBS_QUEUE}")
        except (BrokerError, RedisError) as error:
            raise _unavailable(error) from error
        return waiting == 0


def _unavailable(error: Exception) -> StoreUnavailable:
    return StoreUnavailable(f"Redis does not answer ({error}); check that it runs and that SKYT_REDIS_URL is right")
