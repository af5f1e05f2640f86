"""Which organizations had work lately, over all workers, and how much they have left."""

from dataclasses import dataclass
from uuid import UUID

from redis.asyncio import Redis
from redis.exceptions import RedisError

KEY, LEFT_KEY = "skyt:at-work", "skyt:runs-left"
JUST_NOW_SECONDS = 3
_JOIN = """
local present = tonumber(redis.call('TIME')[1])
for _, gone in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', present - tonumber(ARGV[2]))) do
  redis.call('HDEL', KEYS[2], gone)
  redis.call('ZREM', KEYS[1], gone)
end
redis.call('ZADD', KEYS[1], present, ARGV[1])
redis.call('HSET', KEYS[2], ARGV[1], ARGV[3])
redis.call('EXPIRE', KEYS[1], ARGV[2])
redis.call('EXPIRE', KEYS[2], ARGV[2])
local least = -1
for _, other in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], present - tonumber(ARGV[4]), '+inf')) do
  if other ~= ARGV[1] then
    local left = tonumber(redis.call('HGET', KEYS[2], other) or '0')
    if least < 0 or left < least then least = left end
  end
end
return {redis.call('ZCARD', KEYS[1]), least}
"""


@dataclass(frozen=True, slots=True)
class Others:
    """Whether other organizations had a turn lately, and the fewest runs that one of them had left just now (None: there was none)."""

    are_there: bool = False
    least_left: int | None = None

    def share_of(self, places: int) -> int:
        """How many of its places an organization may take: all of them alone, a third while others are at work."""
        return max(1, places // 3) if self.are_there else places


class Company:
    """Remembers for a while who had a turn. Times are the server's."""

    def __init__(self, client: "Redis", seconds: int = 60) -> None:
        """Take the connection and for how long an organization counts as being at work after its last turn began."""
        self._client, self._seconds = client, seconds

    async def join(self, organization_id: UUID, runs_left: int) -> Others:
        """Note that an organization wants a turn and how much it has left; who else is there. While Redis is away it counts as alone."""
        arguments = (str(organization_id), self._seconds, runs_left, JUST_NOW_SECONDS)
        try:
            count, least = await self._client.eval(_JOIN, 2, KEY, LEFT_KEY, *map(str, arguments))
        except (RedisError, OSError):
            return Others()
        return Others(count > 1, None if least < 0 else least)
