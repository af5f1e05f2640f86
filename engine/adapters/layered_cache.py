"""A fast cache in front of a shared one, with its hits counted."""

from prometheus_client import Counter

from engine.ports.cache import Cache

REQUESTS = Counter(
    "skyt_cache_requests_total", "Look-ups of derived values by what was looked up and where it was found.", ["kind", "found"]
)


class LayeredCache:
    """The port Cache: asks the near one first, and keeps there what the far one knew.

    Keys begin with the kind of what they name (`examination:`, `behaviour:`, `property:`) and hold content hashes and the engine's
    version, so values of two versions never meet, nor do those of two inputs.
    """

    def __init__(self, near: Cache, far: Cache) -> None:
        """Take the cache of this process and the one that all workers share."""
        self._near, self._far = near, far

    def get(self, key: str) -> bytes | None:
        """The bytes last put under this key, or None."""
        kind = key.partition(":")[0]
        value = self._near.get(key)
        if value is not None:
            REQUESTS.labels(kind, "memory").inc()
            return value
        value = self._far.get(key)
        REQUESTS.labels(kind, "nowhere" if value is None else "shared").inc()
        if value is not None:
            self._near.put(key, value)
        return value

    def put(self, key: str, value: bytes) -> None:
        """Remember bytes in both."""
        self._near.put(key, value)
        self._far.put(key, value)
