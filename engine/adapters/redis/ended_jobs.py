"""Hearing which jobs were ended from outside."""

import asyncio
from collections.abc import Callable
from uuid import UUID

from redis.asyncio import Redis
from redis.exceptions import RedisError

from engine.adapters.redis.progress_sink import ENDED_CHANNEL

_AGAIN_SECONDS = 0.5


async def hear_ended_jobs(client: "Redis", look: Callable[[UUID], None]) -> None:
    """Call `look` with each job that was ended, for ever. While Redis is away nothing is heard; heartbeats notice the same, later."""
    while True:
        try:
            async with client.pubsub(ignore_subscribe_messages=True) as pubsub:
                await pubsub.subscribe(ENDED_CHANNEL)
                async for message in pubsub.listen():
                    look(UUID(message["data"].decode()))
        except (RedisError, OSError):
            await asyncio.sleep(_AGAIN_SECONDS)
