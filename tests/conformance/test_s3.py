"""The S3 artifact store under the conformance suite, against moto's server."""

import zlib
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from uuid import uuid4

import httpx
import pytest
import pytest_asyncio
from aiobotocore.session import get_session
from moto.server import ThreadedMotoServer

from engine.adapters.s3.artifact_store import S3ArtifactStore, S3Location
from engine.domain.errors import NotFound, StoreUnavailable
from tests.conformance.artifact_store import ArtifactStoreConformance


@pytest.fixture(scope="session")
def endpoint() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest_asyncio.fixture
async def location(endpoint: str) -> S3Location:
    place = S3Location(endpoint, f"bucket-{uuid4()}", "key", "topsecret")
    async with client_of(place) as client:
        await client.create_bucket(Bucket=place.bucket)
    return place


def client_of(place: S3Location):
    return get_session().create_client(
        "s3", endpoint_url=place.endpoint_url, aws_access_key_id="key", aws_secret_access_key="topsecret", region_name=place.region
    )


class TestS3ArtifactStore(ArtifactStoreConformance):
    @pytest_asyncio.fixture
    async def store(self, location: S3Location) -> AsyncIterator[S3ArtifactStore]:
        async with S3ArtifactStore(location) as store:
            yield store


@pytest.mark.parametrize("damage", [b"rubbish", zlib.compress(b"something else")])
async def test_a_damaged_object_is_not_passed_on(location: S3Location, damage: bytes) -> None:
    async with S3ArtifactStore(location) as store, client_of(location) as client:
        digest = await store.put(b"content")
        await client.put_object(Bucket=location.bucket, Key=f"artifacts/{digest[:2]}/{digest}.zlib", Body=damage)
        with pytest.raises(NotFound, match="damaged"):
            await store.get(digest)


async def test_a_missing_bucket_is_named_without_the_key(endpoint: str) -> None:
    place = S3Location(endpoint, "no-such-bucket", "key", "topsecret")
    async with S3ArtifactStore(place) as store:
        with pytest.raises(StoreUnavailable) as caught:
            await store.put(b"content")
    assert "bucket 'no-such-bucket'" in str(caught.value)
    assert "topsecret" not in str(caught.value) + repr(place)


async def test_a_signed_link_gives_the_content_to_whoever_has_it(location: S3Location) -> None:
    async with S3ArtifactStore(replace(location, public_url=location.endpoint_url)) as store:
        digest = await store.put(b"content" * 100)
        link = await store.link(digest, "job.skyt", 60)
        assert link is not None
        async with httpx.AsyncClient() as client:
            answer = await client.get(link)
        assert (answer.status_code, answer.content) == (200, b"content" * 100)
        assert "topsecret" not in link


async def test_without_a_public_address_there_is_no_link(location: S3Location) -> None:
    async with S3ArtifactStore(location) as store:
        assert await store.link(await store.put(b"content"), "job.skyt", 60) is None
