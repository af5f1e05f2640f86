"""Artifacts in an object store that speaks S3."""

import asyncio
import hashlib
import re
import zlib
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiobotocore.config import AioConfig
from aiobotocore.session import get_session
from botocore.exceptions import BotoCoreError, ClientError

from engine.domain.errors import NotFound, StoreUnavailable

_HASH = re.compile(r"[0-9a-f]{64}")
_MISSING = {"NoSuchKey", "404", "NotFound"}


@dataclass(frozen=True, slots=True)
class S3Location:
    """Which bucket of which server, and where browsers reach it, if they do; the keys are never shown."""

    endpoint_url: str
    bucket: str
    access_key: str = field(repr=False)
    secret_key: str = field(repr=False)
    region: str = "us-east-1"
    public_url: str | None = None


class S3ArtifactStore:
    """The port ArtifactStore: zlib-compressed objects named by the SHA-256 of what they hold. An asynchronous context manager."""

    def __init__(self, location: S3Location) -> None:
        """Take the place; connects when entered."""
        self._location = location
        self._stack = AsyncExitStack()
        self._client: Any = None
        self._connecting = asyncio.Lock()

    async def __aenter__(self) -> "S3ArtifactStore":
        await self._connected()
        return self

    async def __aexit__(self, *problem: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Close connections."""
        await self._stack.aclose()

    async def _connected(self) -> Any:  # noqa: ANN401 - aiobotocore's client has no type
        """The client, made at first use on the loop that uses it."""
        async with self._connecting:
            if self._client is None:
                self._client = await self._stack.enter_async_context(_client(self._location, self._location.endpoint_url))
        return self._client

    async def put(self, content: bytes) -> str:
        """Store bytes; answers with their SHA-256 as 64 hexadecimal digits. Raises StoreUnavailable."""
        content_hash, body = await asyncio.to_thread(_packed, content)
        try:
            client = await self._connected()
            await client.put_object(Bucket=self._location.bucket, Key=_key(content_hash), Body=body, ContentEncoding="deflate")
        except (BotoCoreError, ClientError) as error:
            raise self._unavailable(error) from error
        return content_hash

    async def get(self, content_hash: str) -> bytes:
        """The bytes with this hash. Raises NotFound when they are missing or damaged, StoreUnavailable."""
        if not _HASH.fullmatch(content_hash):
            raise NotFound("artifact", content_hash, "a hash has 64 hexadecimal digits")
        try:
            client = await self._connected()
            answer = await client.get_object(Bucket=self._location.bucket, Key=_key(content_hash))
            async with answer["Body"] as body:
                stored = await body.read()
        except ClientError as error:
            if error.response.get("Error", {}).get("Code") in _MISSING:
                raise NotFound("artifact", content_hash) from error
            raise self._unavailable(error) from error
        except BotoCoreError as error:
            raise self._unavailable(error) from error
        return await asyncio.to_thread(_verified, stored, content_hash)

    async def stored(self) -> AsyncIterator[tuple[str, datetime]]:
        """Every hash there is, with the moment at which it was last stored. Raises StoreUnavailable."""
        pages = (await self._connected()).get_paginator("list_objects_v2").paginate(Bucket=self._location.bucket, Prefix="artifacts/")
        try:
            async for page in pages:
                for entry in page.get("Contents", ()):
                    name = entry["Key"].rpartition("/")[2].removesuffix(".zlib")
                    if _HASH.fullmatch(name):
                        yield name, entry["LastModified"]
        except (BotoCoreError, ClientError) as error:
            raise self._unavailable(error) from error

    async def remove(self, content_hash: str) -> None:
        """Remove the bytes with this hash; harmless when there are none. Raises StoreUnavailable."""
        try:
            await (await self._connected()).delete_object(Bucket=self._location.bucket, Key=_key(content_hash))
        except (BotoCoreError, ClientError) as error:
            raise self._unavailable(error) from error

    async def link(self, content_hash: str, file_name: str, seconds: int) -> str | None:
        """A signed address for some seconds, where the place has one that browsers reach; else None."""
        place = self._location
        if place.public_url is None:
            return None
        disposition = f'attachment; filename="{file_name}"'
        wanted = {"Bucket": place.bucket, "Key": _key(content_hash), "ResponseContentDisposition": disposition}
        async with _client(place, place.public_url) as signer:
            address: str = await signer.generate_presigned_url("get_object", Params=wanted, ExpiresIn=seconds)
        return address

    def _unavailable(self, error: Exception) -> StoreUnavailable:
        place = self._location
        return StoreUnavailable(
            f"the object store at {place.endpoint_url} does not take bucket '{place.bucket}' ({error}); check that it runs there "
            "and that the settings SKYT_S3_* are right"
        )


def _client(place: S3Location, endpoint_url: str) -> Any:  # noqa: ANN401 - as above
    config = AioConfig(
        signature_version="s3v4", s3={"addressing_style": "path"}, connect_timeout=5, read_timeout=30, retries={"max_attempts": 3}
    )
    return get_session().create_client(
        "s3",
        endpoint_url=endpoint_url,
        aws_access_key_id=place.access_key,
        aws_secret_access_key=place.secret_key,
        region_name=place.region,
        config=config,
    )


def _key(content_hash: str) -> str:
    return f"artifacts/{content_hash[:2]}/{content_hash}.zlib"


def _packed(content: bytes) -> tuple[str, bytes]:
    return hashlib.sha256(content).hexdigest(), zlib.compress(content)


def _verified(stored: bytes, content_hash: str) -> bytes:
    try:
        content = zlib.decompress(stored)
    except zlib.error:
        content = b""
    if hashlib.sha256(content).hexdigest() != content_hash:
        raise NotFound("artifact", content_hash, "the stored object is damaged: its content has another hash")
    return content
