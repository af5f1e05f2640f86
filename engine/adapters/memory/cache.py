"""A cache in memory that forgets what was not used for longest."""

from collections import OrderedDict
from threading import Lock


class MemoryCache:
    """Remembers at most `max_entries` values."""

    def __init__(self, max_entries: int = 10_000) -> None:
        """Take how many values to remember."""
        self._entries: OrderedDict[str, bytes] = OrderedDict()
        self._max_entries, self._lock = max_entries, Lock()

    def get(self, key: str) -> bytes | None:
        """The bytes last put under this key, or None."""
        with self._lock:
            if key in self._entries:
                self._entries.move_to_end(key)
            return self._entries.get(key)

    def put(self, key: str, value: bytes) -> None:
        """Remember bytes under a key."""
        with self._lock:
            self._entries[key] = value
            self._entries.move_to_end(key)
            if len(self._entries) > self._max_entries:
                self._entries.popitem(last=False)
