"""Port: cold data by content."""

from typing import Protocol


class ArtifactStore(Protocol):
    """Keeps bytes under the hash of their content. Raises NotFound for a hash that it does not have."""

    async def put(self, content: bytes) -> str:
        """Store bytes; answers with their SHA-256 as 64 hexadecimal digits. Storing twice is harmless."""
        ...

    async def get(self, content_hash: str) -> bytes:
        """The bytes with this hash, verified."""
        ...
