"""Artifacts as files named by their content's hash."""

import asyncio
import contextlib
import hashlib
import os
import re
import tempfile
import zlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

from engine.domain.errors import NotFound, StoreUnavailable

_HASH = re.compile(r"[0-9a-f]{64}")


class FilesystemArtifactStore:
    """Keeps each artifact, compressed, in one file below a directory; a file appears whole or not at all."""

    def __init__(self, directory: Path) -> None:
        """Take the directory; it is made when the first artifact comes."""
        self._directory = directory

    async def put(self, content: bytes) -> str:
        """Store bytes; answers with their SHA-256. Raises StoreUnavailable when the disk does not take them."""
        digest = hashlib.sha256(content).hexdigest()
        try:
            await asyncio.to_thread(_write, self._path(digest), content)
        except OSError as error:
            raise StoreUnavailable(f"the artifact directory {self._directory} cannot be written: {error.strerror}") from error
        return digest

    async def get(self, content_hash: str) -> bytes:
        """The bytes with this hash. Raises NotFound when there are none, StoreUnavailable when they are damaged or unreadable."""
        if not _HASH.fullmatch(content_hash):
            raise NotFound("artifact", content_hash)
        try:
            content = await asyncio.to_thread(_read, self._path(content_hash))
        except FileNotFoundError as error:
            raise NotFound("artifact", content_hash) from error
        except OSError as error:
            raise StoreUnavailable(f"the artifact directory {self._directory} cannot be read: {error.strerror}") from error
        if hashlib.sha256(content).hexdigest() != content_hash:
            raise StoreUnavailable(f"the artifact {content_hash} in {self._directory} is damaged")
        return content

    async def stored(self) -> AsyncIterator[tuple[str, datetime]]:
        """Every hash there is, with the moment at which it was last stored. Raises StoreUnavailable."""
        for path in await asyncio.to_thread(lambda: sorted(self._directory.glob("[0-9a-f][0-9a-f]/*"))):
            if _HASH.fullmatch(path.parent.name + path.name):
                with contextlib.suppress(FileNotFoundError):
                    yield path.parent.name + path.name, datetime.fromtimestamp(path.stat().st_mtime, UTC)

    async def remove(self, content_hash: str) -> None:
        """Remove the bytes with this hash; harmless when there are none."""
        if _HASH.fullmatch(content_hash):
            await asyncio.to_thread(self._path(content_hash).unlink, missing_ok=True)

    async def link(self, content_hash: str, file_name: str, seconds: int) -> str | None:
        """None: files have no address of their own."""

    async def close(self) -> None:
        """Nothing is open."""

    def _path(self, digest: str) -> Path:
        return self._directory / digest[:2] / digest[2:]


def _read(path: Path) -> bytes:
    """The content of a compressed file; of one that is damaged, whatever it is, bytes that have another hash."""
    stored = path.read_bytes()
    try:
        return zlib.decompress(stored)
    except zlib.error:
        return stored


def _write(path: Path, content: bytes) -> None:
    """Write to a file beside the target and move it there, so that a crash leaves no half file under the name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(zlib.compress(content))
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
