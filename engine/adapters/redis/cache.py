"""A cache in Redis."""

from redis import Redis
from redis.exceptions import RedisError

_PREFIX = "skyt:cache:"


class RedisCache:
    """The port Cache: what Redis cannot answer counts as forgotten, so that a derived value never stops the work."""

    def __init__(self, url: str, seconds: int = 7 * 24 * 3600) -> None:
        """Take the address and how long a value is remembered."""
        self._client = Redis.from_url(url, socket_connect_timeout=2, socket_timeout=2)
        self._seconds = seconds

    def get(self, key: str) -> bytes | None:
        """The bytes last put under this key, or None."""
        try:
            value = self._client.get(_PREFIX + key)
        except (RedisError, OSError):
            return None
        return value if isinstance(value, bytes) else None

    def put(self, key: str, value: bytes) -> None:
        """Remember bytes under a key."""
        try:
            self._client.set(_PREFIX + key, value, ex=self._seconds)
        except (RedisError, OSError):
            return

    def close(self) -> None:
        """Close the connection."""
        self._client.close()
