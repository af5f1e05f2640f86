"""Counting requests per minute in Redis, for all processes together and in one round trip."""

import math
import time
from dataclasses import dataclass

from redis.asyncio import Redis

from engine.adapters.redis.client import answering

_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Rate:
    """Where somebody stands: the limit per minute, how much of it is left, and after how many seconds there is room again."""

    limit: int
    remaining: int
    seconds: int
    is_allowed: bool


class RateLimiter:
    """A sliding window from two counters: this minute's, and the share of the last one that still lies in the window.

    The share assumes that the last minute's requests came evenly, so a limit may be passed by a few requests, never by a second burst
    at the turn of the minute.
    """

    def __init__(self, url: str) -> None:
        """Take the address; connects at the first request."""
        self._url = url
        self._client = Redis.from_url(url, socket_connect_timeout=2, socket_timeout=2)

    async def count(self, who: str, limit: int, now: float | None = None) -> Rate:
        """Count one request of somebody. Refused requests count too, but no more than the limit again. Raises StoreUnavailable."""
        moment = time.time() if now is None else now
        minute, passed = divmod(moment, _SECONDS)
        present, past = f"skyt:rate:{who}:{int(minute)}", f"skyt:rate:{who}:{int(minute) - 1}"
        with answering(self._url):
            async with self._client.pipeline(transaction=False) as pipeline:
                pipeline.incr(present)
                pipeline.expire(present, 2 * _SECONDS)
                pipeline.get(past)
                count, _, before = await pipeline.execute()
        weight = min(int(before or 0), 2 * limit) * (1 - passed / _SECONDS)
        used = min(int(count), 2 * limit) + weight
        return Rate(limit, max(0, math.floor(limit - used)), max(1, math.ceil(_SECONDS - passed)), used <= limit)

    async def close(self) -> None:
        """Close the connection."""
        await self._client.aclose()
