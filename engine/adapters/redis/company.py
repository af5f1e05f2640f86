"""Which organizations had work lately, over all workers."""

from uuid import UUID

from redis.asyncio import Redis
from redis.exceptions import RedisError

KEY = "skyt:at-work"
_JOIN = """
local present = tonumber(redis.call('TIME')[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', present - tonumber(ARGV[2]))
redis.call('ZADD', KEYS[1], present, ARGV[1])
redis.call('EXPIRE', KEYS[1], ARGV[2])
return redis.call('ZCARD', KEYS[1])
"""


class Company:
    """Remembers for a while who had a turn. Times are the server's."""

    def __init__(self, client: "Redis", seconds: int = 60) -> None:
        """Take the connection and for how long an organization counts as being at work after its last turn began."""
        self._client, self._seconds = client, seconds

    async def share(self, organization_id: UUID, places: int) -> int:
        """How many of its places an organization that wants a turn may take: all of them alone, a third while others are at work.

        A half would be fair on paper; but who comes with little shares a process's event loop with what others have at work there.
        """
        return max(1, places // 3) if await self.is_joined(organization_id) else places

    async def is_joined(self, organization_id: UUID) -> bool:
        """Note that an organization wants a turn; whether others had one lately. While Redis is away it counts as alone."""
        try:
            return bool(await self._client.eval(_JOIN, 1, KEY, str(organization_id), str(self._seconds)) > 1)
        except (RedisError, OSError):
            return False
