"""Budgets per minute that all workers share: the generic cell rate algorithm (ITU-T I.371) in one script."""

import contextlib

from redis.asyncio import Redis
from redis.exceptions import RedisError

BURST_SECONDS = 10.0
AWAY_SECONDS = 0.5
_SPEND = """
local now = redis.call('TIME')
local present = tonumber(now[1]) + tonumber(now[2]) / 1000000
local wait = 0
local due = {}
for place = 1, #KEYS do
  due[place] = math.max(tonumber(redis.call('GET', KEYS[place]) or '0'), present)
  wait = math.max(wait, due[place] - present - tonumber(ARGV[1]))
  due[place] = due[place] + tonumber(ARGV[place + 1])
end
if wait > 0 then return tostring(wait) end
for place = 1, #KEYS do
  redis.call('SET', KEYS[place], string.format('%.6f', due[place]), 'EX', math.ceil(due[place] - present) + 60)
end
return '0'
"""
_CORRECT = """
local now = redis.call('TIME')
local present = tonumber(now[1]) + tonumber(now[2]) / 1000000
for place = 1, #KEYS do
  local due = math.max(tonumber(redis.call('GET', KEYS[place]) or '0'), present) + tonumber(ARGV[place])
  redis.call('SET', KEYS[place], string.format('%.6f', due), 'EX', math.max(math.ceil(due - present), 0) + 60)
end
return '0'
"""


class Budget:
    """How much of something may be spent per minute, by key; what was not spent in the last ten seconds may be spent at once."""

    def __init__(self, client: "Redis") -> None:
        """Take the connection."""
        self._client = client

    async def spend(self, costs: dict[str, float]) -> float:
        """Spend from several budgets, or from none of them: answers with the seconds to wait before trying again, 0 when it was spent.

        `costs` are in seconds of each budget: the amount, divided by the budget per second. While Redis is away nothing is spent.
        """
        if not costs:
            return 0.0
        try:
            return float(await self._client.eval(_SPEND, len(costs), *costs, str(BURST_SECONDS), *map(str, costs.values())))
        except (RedisError, OSError):
            return AWAY_SECONDS

    async def correct(self, costs: dict[str, float]) -> None:
        """Spend more, or less than nothing, whatever there is: what was spent turned out to be wrong. While Redis is away it stays so."""
        if costs:
            with contextlib.suppress(RedisError, OSError):
                await self._client.eval(_CORRECT, len(costs), *costs, *map(str, costs.values()))
