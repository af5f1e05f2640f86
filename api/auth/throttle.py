"""Slowing down those who guess passwords."""

from redis.asyncio import Redis

from engine.adapters.redis.client import answering
from engine.domain.json_value import text_hash


class Throttle:
    """Counts attempts per key in Redis, in windows that start with the first attempt."""

    def __init__(self, url: str, window_seconds: int = 300) -> None:
        """Take the address, and how long a window is."""
        self._url, self._window = url, window_seconds
        self._client = Redis.from_url(url, socket_connect_timeout=2, socket_timeout=2)

    async def seconds_to_wait(self, *parts: str, limit: int) -> int:
        """Count one attempt of `limit` in a window; 0 when it is allowed, else the seconds until one is. Raises StoreUnavailable."""
        key = _key(parts)
        with answering(self._url):
            async with self._client.pipeline(transaction=True) as pipeline:
                pipeline.set(key, 0, ex=self._window, nx=True)
                pipeline.incr(key)
                pipeline.ttl(key)
                _, count, remaining = await pipeline.execute()
        return max(int(remaining), 1) if count > limit else 0

    async def forget(self, *parts: str) -> None:
        """Start afresh after a success. Raises StoreUnavailable."""
        key = _key(parts)
        with answering(self._url):
            await self._client.delete(key)

    async def close(self) -> None:
        """Close the connection."""
        await self._client.aclose()


def _key(parts: tuple[str, ...]) -> str:
    return f"skyt:throttle:{text_hash(chr(0).join(parts))}"
