"""Places that are shared by all workers: taken with a lease, so that a killed worker's come back by themselves."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import uuid4

from redis.asyncio import Redis
from redis.exceptions import RedisError

WANTING_SECONDS = 1.0
# The members of KEYS[1] are holders by the end of their lease, those of KEYS[2] who came in vain, by when. Nobody takes more than an
# equal part of the places while another wants one; places that are held already are left alone.
_TAKE = """
local now = redis.call('TIME')
local present = tonumber(now[1]) + tonumber(now[2]) / 1000000
local limit, who = tonumber(ARGV[2]), ARGV[4]
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', present)
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', present - tonumber(ARGV[5]))
redis.call('ZREM', KEYS[2], who)
local wanting = redis.call('ZRANGE', KEYS[2], 0, -1)
local there, groups, mine = {[who] = true}, 1, 0
local holders = redis.call('ZRANGE', KEYS[1], 0, -1)
for _, holder in ipairs(holders) do
  local group = string.match(holder, '^(.*)/') or ''
  if group == who then mine = mine + 1 end
  if not there[group] then there[group] = true; groups = groups + 1 end
end
for _, group in ipairs(wanting) do
  if not there[group] then there[group] = true; groups = groups + 1 end
end
local share = math.max(1, math.floor(limit / groups))
if #holders >= limit or (#wanting > 0 and mine >= share) then
  redis.call('ZADD', KEYS[2], present, who)
  redis.call('EXPIRE', KEYS[2], math.ceil(tonumber(ARGV[5])) + 1)
  return 0
end
redis.call('ZADD', KEYS[1], present + tonumber(ARGV[3]), who .. '/' .. ARGV[1])
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
    async def place(self, key: str, limit: int, who: str = "") -> AsyncIterator[bool]:
        """Try to take a place; whether there was one. While Redis is away there is none.

        Places of one key go to whoever wants them in equal parts, if several do.
        """
        token = uuid4().hex
        if not await self._call(_TAKE, (key, f"{key}:wanting"), token, limit, self._lease_seconds, who, WANTING_SECONDS):
            yield False
            return
        renewing = asyncio.create_task(self._renew_for_ever(key, f"{who}/{token}"))
        try:
            yield True
        finally:
            renewing.cancel()
            await asyncio.shield(self._give(key, f"{who}/{token}"))

    async def _renew_for_ever(self, key: str, token: str) -> None:
        while True:
            await asyncio.sleep(self._lease_seconds / 3)
            await self._call(_RENEW, (key,), token, self._lease_seconds)

    async def _give(self, key: str, token: str) -> None:
        try:
            await self._client.zrem(key, token)
        except (RedisError, OSError):
            return

    async def _call(self, script: str, keys: tuple[str, ...], *arguments: str | float) -> bool:
        try:
            return bool(await self._client.eval(script, len(keys), *keys, *map(str, arguments)))
        except (RedisError, OSError):
            return False
