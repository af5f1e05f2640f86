"""Who is at work over all workers, for a while after a turn began."""

from uuid import uuid4

import pytest
from redis.asyncio import Redis

from engine.adapters.redis.company import KEY, Company


async def test_an_organization_is_joined_by_another_that_any_worker_served_lately(redis_url: str) -> None:
    async with Redis.from_url(redis_url) as client:
        await client.delete(KEY)
        here, elsewhere, first, second = Company(client), Company(client), uuid4(), uuid4()
        assert [await here.is_joined(first), await here.is_joined(first)] == [False, False]
        assert await elsewhere.is_joined(second)
        assert await here.is_joined(first)


async def test_who_had_no_turn_for_a_while_is_no_company(redis_url: str) -> None:
    async with Redis.from_url(redis_url) as client:
        await client.delete(KEY)
        company, gone = Company(client, seconds=60), uuid4()
        await company.is_joined(gone)
        await client.zincrby(KEY, -61, str(gone))
        assert not await company.is_joined(uuid4())


async def test_without_redis_everybody_is_alone(unused_tcp_port: int) -> None:
    client = Redis.from_url(f"redis://127.0.0.1:{unused_tcp_port}", socket_connect_timeout=1)
    assert not await Company(client).is_joined(uuid4())


@pytest.fixture
def unused_tcp_port() -> int:
    """A port that nobody listens on."""
    return 8879


async def test_an_organization_has_a_third_of_its_places_in_company(redis_url: str) -> None:
    async with Redis.from_url(redis_url) as client:
        await client.delete(KEY)
        company, organization = Company(client), uuid4()
        assert [await company.share(organization, places) for places in (1, 6)] == [1, 6]
        await company.is_joined(uuid4())
        assert [await company.share(organization, places) for places in (1, 2, 6, 100)] == [1, 1, 2, 33]
