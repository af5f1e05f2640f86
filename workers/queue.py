"""The port JobQueue inside a worker: for the sweeper, which sends again what was lost."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

from dramatiq import Actor
from dramatiq.brokers.redis import RedisBroker
from dramatiq.errors import BrokerError
from redis.exceptions import RedisError

from engine.domain.errors import StoreUnavailable
from engine.ports.job_queue import TIERS, queue_of


class ActorQueue:
    """Sends messages to the actor of this worker's kind, in the queue of a tier."""

    def __init__(self, broker: RedisBroker, actor: Actor[[str, str], None], tiers: Sequence[str] = TIERS) -> None:
        """Take the broker, the actor declared on it, and the tiers whose queues are looked after."""
        self._broker, self._actor, self._tiers = broker, actor, tuple(tiers)

    async def send_run_job(self, organization_id: UUID, job_id: UUID, tier: str = "free") -> None:
        """Wake a worker of this tier for this job. Raises StoreUnavailable when Redis does not answer."""
        message = self._actor.message(str(organization_id), str(job_id)).copy(queue_name=queue_of(tier))
        try:
            await asyncio.to_thread(self._broker.enqueue, message)
        except (BrokerError, RedisError) as error:
            raise _unavailable(error) from error

    async def is_empty(self) -> bool:
        """Whether no message waits for a worker; those that a worker has taken, alive or killed, do not wait. Raises StoreUnavailable."""
        try:
            return sum([await asyncio.to_thread(self._waiting, tier) for tier in self._tiers]) == 0
        except (BrokerError, RedisError) as error:
            raise _unavailable(error) from error

    def _waiting(self, tier: str) -> int:
        waiting: int = self._broker.client.llen(f"{self._broker.namespace}:{queue_of(tier)}")
        return waiting


def _unavailable(error: Exception) -> StoreUnavailable:
    return StoreUnavailable(f"Redis does not answer ({error}); check that it runs and that SKYT_REDIS_URL is right")
