"""Port: cold data by content."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Protocol


class ArtifactStore(Protocol):
    """Keeps bytes under the hash of their content. Raises NotFound for a hash that it does not have."""

    async def put(self, content: bytes) -> str:
        """Store bytes; answers with their SHA-256 as 64 hexadecimal digits. Storing twice is harmless and makes them new again."""
        ...

    async def get(self, content_hash: str) -> bytes:
        """The bytes with this hash, verified."""
        ...

    def stored(self) -> AsyncIterator[tuple[str, datetime]]:
        """Every hash there is, with the moment at which it was last stored, in no order."""
        ...

    async def remove(self, content_hash: str) -> None:
        """Remove the bytes with this hash; harmless when there are none."""
        ...

    async def link(self, content_hash: str, file_name: str, seconds: int) -> str | None:
        """An address at which anybody can fetch the bytes for some seconds; None where the store has no address of its own."""
        ...

    async def close(self) -> None:
        """Close connections."""
        ...
