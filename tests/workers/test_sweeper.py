"""The sweeper sends what was lost, once, over a real Redis."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from uuid import UUID

import pytest
import pytest_asyncio
from dramatiq import Message
from redis.asyncio import Redis

from cli.embedded.servers import Addresses
from engine.adapters.postgres.due_jobs import DueJob
from engine.domain.errors import StoreUnavailable
from engine.ports.job_queue import JOBS_QUEUE, RUN_JOB, TIERS
from workers.actors.run_job import declare_run_job
from workers.broker import make_broker
from workers.queue import ActorQueue
from workers.sweeper import sweep

ORGANIZATION = UUID(int=1)
JOBS = (UUID(int=2), UUID(int=3))


async def do_nothing() -> None:
    return


async def two_jobs() -> Iterable[DueJob]:
    return [DueJob(ORGANIZATION, job, "free") for job in JOBS]


async def one_job_of_each_tier() -> Iterable[DueJob]:
    return [DueJob(ORGANIZATION, JOBS[0], tier) for tier in TIERS]


def queue_at(redis_url: str) -> ActorQueue:
    broker = make_broker(redis_url)
    return ActorQueue(broker, declare_run_job(broker, do_nothing))


@pytest_asyncio.fixture
async def redis(servers: Addresses) -> AsyncIterator[Redis]:
    async with Redis.from_url(servers.redis_url) as client:
        yield client
        await client.flushall()


async def waiting_messages(redis: Redis) -> list[tuple[str, tuple[str, ...]]]:
    messages = await redis.hgetall(f"dramatiq:{JOBS_QUEUE}.msgs")
    decoded = [Message.decode(content) for content in messages.values()]
    return sorted((message.actor_name, tuple(message.args)) for message in decoded)


async def test_due_jobs_are_sent_as_messages_of_two_ids(servers: Addresses, redis: Redis) -> None:
    sent = await sweep(two_jobs, queue_at(servers.redis_url))

    assert sent == 2
    assert await waiting_messages(redis) == [(RUN_JOB, (str(ORGANIZATION), str(job))) for job in JOBS]


async def test_jobs_are_sent_to_the_queue_of_their_tier(servers: Addresses, redis: Redis) -> None:
    await sweep(one_job_of_each_tier, queue_at(servers.redis_url))

    lengths = [await redis.llen(f"dramatiq:{name}") for name in ("jobs", "jobs.pro", "jobs.enterprise")]
    assert lengths == [1, 1, 1]


async def test_nothing_is_sent_while_messages_wait(servers: Addresses, redis: Redis) -> None:
    queue = queue_at(servers.redis_url)
    await sweep(two_jobs, queue)

    assert await sweep(two_jobs, queue) == 0
    assert len(await waiting_messages(redis)) == 2


async def test_redis_that_is_gone_is_named(tmp_path: Path) -> None:
    socket = tmp_path / "nobody.sock"

    with pytest.raises(StoreUnavailable) as problem:
        await asyncio.wait_for(sweep(two_jobs, queue_at(f"unix://{socket}")), timeout=30)

    assert str(problem.value).startswith("Redis does not answer (")
    assert str(problem.value).endswith("check that it runs and that SKYT_REDIS_URL is right")
