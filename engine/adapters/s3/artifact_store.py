"""Artifacts in an object store that speaks S3."""

import hashlib
import re
import zlib
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any

from aiobotocore.config import AioConfig
from aiobotocore.session import get_session
from botocore.exceptions import BotoCoreError, ClientError

from engine.domain.errors import NotFound, StoreUnavailable

_HASH = re.compile(r"[0-9a-f]{64}")
_MISSING = {"NoSuchKey", "404", "NotFound"}


@dataclass(frozen=True, slots=True)
class S3Location:
    """Which bucket of which server; the keys are never shown."""

    endpoint_url: str
    bucket: str
    access_key: str = field(repr=False)
    secret_key: str = field(repr=False)
    region: str = "us-east-1"


class S3ArtifactStore:
    """The port ArtifactStore: zlib-compressed objects named by the SHA-256 of what they hold. An asynchronous context manager."""

    def __init__(self, location: S3Location) -> None:
        """Take the place; connects when entered."""
        self._location = location
        self._stack = AsyncExitStack()
        self._client: Any = None

    async def __aenter__(self) -> "S3ArtifactStore":
        place = self._location
        config = AioConfig(s3={"addressing_style": "path"}, connect_timeout=5, read_timeout=30, retries={"max_attempts": 3})
        self._client = await self._stack.enter_async_context(
            get_session().create_client(
                "s3",
                endpoint_url=place.endpoint_url,
                aws_access_key_id=place.access_key,
                aws_secret_access_key=place.secret_key,
                region_name=place.region,
                config=config,
            )
        )
        return self

    async def __aexit__(self, *problem: object) -> None:
        await self._stack.aclose()

    async def put(self, content: bytes) -> str:
        """Store bytes; answers with their SHA-256 as 64 hexadecimal digits. Raises StoreUnavailable."""
        content_hash = hashlib.sha256(content).hexdigest()
        try:
            await self._client.put_object(Bucket=self._location.bucket, Key=_key(content_hash), Body=zlib.compress(content))
        except (BotoCoreError, ClientError) as error:
            raise self._unavailable(error) from error
        return content_hash

    async def get(self, content_hash: str) -> bytes:
        """The bytes with this hash. Raises NotFound when they are missing or damaged, StoreUnavailable."""
        if not _HASH.fullmatch(content_hash):
            raise NotFound("artifact", content_hash, "a hash has 64 hexadecimal digits")
        try:
            answer = await self._client.get_object(Bucket=self._location.bucket, Key=_key(content_hash))
            async with answer["Body"] as body:
                stored = await body.read()
        except ClientError as error:
            if error.response.get("Error", {}).get("Code") in _MISSING:
                raise NotFound("artifact", content_hash) from error
            raise self._unavailable(error) from error
        except BotoCoreError as error:
            raise self._unavailable(error) from error
        return _verified(stored, content_hash)

    def _unavailable(self, error: Exception) -> StoreUnavailable:
        place = self._location
        return StoreUnavailable(
            f"the object store at {place.endpoint_url} does not take bucket '{place.bucket}' ({error}); check that it runs there "
            "and that the settings SKYT_S3_* are right"
        )


def _key(content_hash: str) -> str:
    return f"artifacts/{content_hash[:2]}/{content_hash}.zlib"


def _verified(stored: bytes, content_hash: str) -> bytes:
    try:
        content = zlib.decompress(stored)
    except zlib.error:
        content = b""
    if hashlib.sha256(content).hexdigest() != content_hash:
        raise NotFound("artifact", content_hash, "the stored object is damaged: its content has another hash")
    return content
