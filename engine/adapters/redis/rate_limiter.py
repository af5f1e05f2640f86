"""Counting requests per minute in Redis, for all processes together; requests that come at the same time share one round trip."""

import asyncio
import math
import time
from dataclasses import dataclass
from typing import Any

from redis.asyncio import Redis

from engine.adapters.redis.client import answering

_SECONDS = 60
# For each counter: add what is asked for, let it go after two minutes, and tell it with the minute before.
_COUNT = """
local told = {}
for i = 1, #ARGV do
  local count = redis.call('INCRBY', KEYS[2 * i - 1], ARGV[i])
  if count == tonumber(ARGV[i]) then redis.call('EXPIRE', KEYS[2 * i - 1], 120) end
  told[2 * i - 1] = count
  told[2 * i] = tonumber(redis.call('GET', KEYS[2 * i]) or 0)
end
return told
"""


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
        self._script = self._client.register_script(_COUNT)
        self._waiting: dict[tuple[str, int], list[asyncio.Future[tuple[int, int]]]] = {}
        self._counting: asyncio.Task[None] | None = None

    async def count(self, who: str, limit: int, now: float | None = None) -> Rate:
        """Count one request of somebody. Refused requests count too, but no more than the limit again. Raises StoreUnavailable."""
        moment = time.time() if now is None else now
        minute, passed = divmod(moment, _SECONDS)
        count, before = await self._counted(who, int(minute))
        weight = min(before, 2 * limit) * (1 - passed / _SECONDS)
        used = min(count, 2 * limit) + weight
        return Rate(limit, max(0, math.floor(limit - used)), max(1, math.ceil(_SECONDS - passed)), used <= limit)

    async def close(self) -> None:
        """Close the connection."""
        if self._counting is not None:
            await asyncio.gather(self._counting, return_exceptions=True)
        await self._client.aclose()

    async def _counted(self, who: str, minute: int) -> tuple[int, int]:
        """Which number this request has in its minute, and how many came in the one before."""
        loop = asyncio.get_running_loop()
        place: asyncio.Future[tuple[int, int]] = loop.create_future()
        self._waiting.setdefault((who, minute), []).append(place)
        if self._counting is None:
            self._counting = loop.create_task(self._count_waiting(), name="count requests")
        return await place

    async def _count_waiting(self) -> None:
        """Count all that wait, then all that came meanwhile, until nobody waits."""
        try:
            while self._waiting:
                waiting, self._waiting = self._waiting, {}
                try:
                    told = await self._ask(waiting)
                except Exception as error:  # noqa: BLE001 - each who waits is told
                    for place in [place for places in waiting.values() for place in places if not place.done()]:
                        place.set_exception(error)
                else:
                    _tell(waiting, told)
        finally:
            self._counting = None

    async def _ask(self, waiting: dict[tuple[str, int], list[Any]]) -> list[int]:
        keys = [f"skyt:rate:{who}:{at}" for who, minute in waiting for at in (minute, minute - 1)]
        with answering(self._url):
            told: list[int] = await self._script(keys=keys, args=[len(places) for places in waiting.values()])
        return told


def _tell(waiting: dict[tuple[str, int], list[asyncio.Future[tuple[int, int]]]], told: list[int]) -> None:
    """Give each request of a counter its own number."""
    for index, places in enumerate(waiting.values()):
        last, before = told[2 * index], told[2 * index + 1]
        for number, place in enumerate(places, start=last - len(places) + 1):
            if not place.done():
                place.set_result((number, before))
