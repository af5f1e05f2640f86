"""Facts about texts and trees that were found once, remembered while there is room."""

import hashlib
from collections import OrderedDict
from threading import Lock
from typing import Any, Generic, TypeVar
from weakref import WeakSet

Value = TypeVar("Value")
MEMORIES: "WeakSet[Memory[Any]]" = WeakSet()


class Memory(Generic[Value]):
    """Remembers values under keys within a bound on their summed sizes; what was not asked for longest goes first."""

    def __init__(self, most_characters: int) -> None:
        """Take the bound, in characters of text or whatever else sizes are counted in."""
        self._entries: OrderedDict[object, tuple[Value, int]] = OrderedDict()
        self._most = self._room = most_characters
        self._lock = Lock()
        MEMORIES.add(self)

    def get(self, key: object) -> Value | None:
        """The value last put under a key, or None."""
        with self._lock:
            found = self._entries.get(key)
            if found is None:
                return None
            self._entries.move_to_end(key)
            return found[0]

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._entries.clear()
            self._room = self._most

    def put(self, key: object, value: Value, size: int) -> None:
        """Remember a value of some size; one larger than the whole bound is not remembered."""
        with self._lock:
            known = self._entries.pop(key, None)
            self._entries[key] = (value, size)
            self._room -= size - (known[1] if known is not None else 0)
            while self._room < 0:
                self._room += self._entries.popitem(last=False)[1][1]


def digest(text: str) -> bytes:
    """A key as good as the text (SHA-256), and short."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
