"""Redis: wake-ups reach every listener, one connection serves all, and a Redis that is away stops nobody."""

import asyncio
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from redis.asyncio import Redis

from api.auth.throttle import Throttle
from api.listener import Listener
from api.queue import DramatiqJobQueue
from engine.adapters.redis.cache import RedisCache
from engine.adapters.redis.progress_sink import RedisProgressSink, job_channel
from engine.domain.errors import StoreUnavailable
from engine.domain.job import EventKind, JobEvent

NOWHERE = "redis://:topsecret@127.0.0.1:9"


def an_event() -> JobEvent:
    return JobEvent(uuid4(), 7, EventKind.JOB_STARTED, {}, datetime.now(UTC))


async def woken(wake_up: asyncio.Event) -> bool:
    async with asyncio.timeout(10):
        return await wake_up.wait()


async def publish_until_woken(redis: Redis, channel: str, wake_up: asyncio.Event) -> None:
    async with asyncio.timeout(20):
        while not wake_up.is_set():
            await redis.publish(channel, "{}")
            await asyncio.sleep(0.05)


async def test_all_listeners_of_a_channel_share_one_connection(redis_url: str) -> None:
    event, listener, sink = an_event(), Listener(redis_url), RedisProgressSink(redis_url)
    channel = job_channel(event.job_id)
    async with Redis.from_url(redis_url) as redis:
        async with listener.listening(channel) as first, listener.listening(channel) as second, listener.listening("other") as third:
            await publish_until_woken(redis, channel, first)
            first.clear()
            second.clear()
            await sink.publish(event)
            assert await woken(first)
            assert await woken(second)
            assert not third.is_set()
            assert len([client for client in await redis.client_list() if client["sub"] != "0"]) == 1
            assert listener.channels == {channel, "other"}
        assert listener.channels == frozenset()
        assert await redis.pubsub_channels() == []
    await listener.close()
    await sink.close()


async def test_a_listener_survives_the_loss_of_its_connection(redis_url: str) -> None:
    listener = Listener(redis_url)
    async with Redis.from_url(redis_url) as redis, listener.listening("channel") as wake_up:
        await publish_until_woken(redis, "channel", wake_up)
        wake_up.clear()
        await redis.client_kill_filter(_type="pubsub")
        await publish_until_woken(redis, "channel", wake_up)
    await listener.close()


async def test_losing_an_announcement_is_harmless() -> None:
    sink = RedisProgressSink(NOWHERE)
    await sink.publish(an_event())
    await sink.close()


async def test_a_queue_that_is_not_there_is_named_without_its_password() -> None:
    queue = DramatiqJobQueue(NOWHERE)
    with pytest.raises(StoreUnavailable) as caught:
        await queue.send_run_job(uuid4(), uuid4())
    assert "127.0.0.1:9" in str(caught.value)
    assert "topsecret" not in str(caught.value)
    queue.close()


async def test_a_throttle_counts_per_key(redis_url: str) -> None:
    throttle = Throttle(redis_url, window_seconds=100)
    waits = [await throttle.seconds_to_wait("a", "b", limit=2) for _ in range(3)]
    assert waits[:2] == [0, 0]
    assert 0 < waits[2] <= 100
    assert await throttle.seconds_to_wait("ab", "", limit=2) == 0
    await throttle.forget("a", "b")
    assert await throttle.seconds_to_wait("a", "b", limit=2) == 0
    await throttle.close()


def test_a_cache_remembers_or_forgets_but_never_fails(redis_url: str) -> None:
    cache, absent = RedisCache(redis_url), RedisCache(NOWHERE)
    cache.put("key", b"\x00value")
    absent.put("key", b"value")
    assert (cache.get("key"), cache.get("other"), absent.get("key")) == (b"\x00value", None, None)
    cache.close()
    absent.close()
