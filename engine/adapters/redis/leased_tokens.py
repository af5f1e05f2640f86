"""Places that are shared by all workers: taken with a lease, so that a killed worker's come back by themselves."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import uuid4

from redis.asyncio import Redis
from redis.exceptions import RedisError

_TAKE = """
local now = redis.call('TIME')
local present = tonumber(now[1]) + tonumber(now[2]) / 1000000
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', present)
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[2]) then return 0 end
redis.call('ZADD', KEYS[1], present + tonumber(ARGV[3]), ARGV[1])
redis.call('EXPIRE', KEYS[1], math.ceil(tonumber(ARGV[3])))
return 1
"""
_RENEW = """
local now = redis.call('TIME')
redis.call('ZADD', KEYS[1], tonumber(now[1]) + tonumber(ARGV[2]), ARGV[1])
redis.call('EXPIRE', KEYS[1], math.ceil(tonumber(ARGV[2])))
return 1
"""


class LeasedTokens:
    """Bounds by key how many hold a place at once. Times are the server's, so that no worker's clock matters."""

    def __init__(self, client: "Redis", lease_seconds: float = 30.0) -> None:
        """Take the connection and how long a place outlives a holder that was killed."""
        self._client, self._lease_seconds = client, lease_seconds

    @asynccontextmanager
    async def place(self, key: str, limit: int) -> AsyncIterator[bool]:
        """Try to take a place; whether there was one. While Redis is away there is none."""
        token = uuid4().hex
        if not await self._call(_TAKE, key, token, limit, self._lease_seconds):
            yield False
            return
        renewing = asyncio.create_task(self._renew_for_ever(key, token))
        try:
            yield True
        finally:
            renewing.cancel()
            await asyncio.shield(self._give(key, token))

    async def _renew_for_ever(self, key: str, token: str) -> None:
        while True:
            await asyncio.sleep(self._lease_seconds / 3)
            await self._call(_RENEW, key, token, self._lease_seconds)

    async def _give(self, key: str, token: str) -> None:
        try:
            await self._client.zrem(key, token)
        except (RedisError, OSError):
            return

    async def _call(self, script: str, key: str, *arguments: str | float) -> bool:
        try:
            return bool(await self._client.eval(script, 1, key, *map(str, arguments)))
        except (RedisError, OSError):
            return False
