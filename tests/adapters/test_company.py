"""Who is at work over all workers, for a while after a turn began, and who has the least left."""

from uuid import uuid4

import pytest
from redis.asyncio import Redis

from engine.adapters.redis.company import KEY, LEFT_KEY, Company, Others


async def test_an_organization_is_joined_by_another_that_any_worker_served_lately(redis_url: str) -> None:
    async with Redis.from_url(redis_url) as client:
        here, elsewhere, first, second, third = Company(client), Company(client), uuid4(), uuid4(), uuid4()
        assert [await here.join(first, 5_000), await here.join(first, 4_960)] == [Others(), Others()]
        assert await elsewhere.join(second, 20) == Others(are_there=True, least_left=4_960)
        assert await here.join(first, 4_920) == Others(are_there=True, least_left=20)
        await elsewhere.join(third, 10)
        assert await here.join(first, 4_920) == Others(are_there=True, least_left=10)


async def test_who_had_no_turn_for_a_while_is_no_company_and_just_now_is_shorter(redis_url: str) -> None:
    async with Redis.from_url(redis_url) as client:
        company, gone, present = Company(client, seconds=60), uuid4(), uuid4()
        await company.join(gone, 20)
        await client.zincrby(KEY, -10, str(gone))
        assert await company.join(present, 5_000) == Others(are_there=True, least_left=None)
        await client.zincrby(KEY, -51, str(gone))
        assert await company.join(present, 5_000) == Others()
        assert await client.hkeys(LEFT_KEY) == [str(present).encode()]


async def test_without_redis_everybody_is_alone(unused_tcp_port: int) -> None:
    client = Redis.from_url(f"redis://127.0.0.1:{unused_tcp_port}", socket_connect_timeout=1)
    assert await Company(client).join(uuid4(), 20) == Others()


@pytest.fixture
def unused_tcp_port() -> int:
    """A port that nobody listens on."""
    return 8879


def test_an_organization_has_a_third_of_its_places_in_company() -> None:
    assert [Others().share_of(places) for places in (1, 6)] == [1, 6]
    assert [Others(are_there=True).share_of(places) for places in (1, 2, 6, 100)] == [1, 1, 2, 33]
