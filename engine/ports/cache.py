"""Port: a cache of derived values by content hash."""

from typing import Protocol


class Cache(Protocol):
    """Remembers bytes under a key; may forget at any time."""

    def get(self, key: str) -> bytes | None:
        """The bytes last put under this key, or None."""
        ...

    def put(self, key: str, value: bytes) -> None:
        """Remember bytes under a key."""
        ...
