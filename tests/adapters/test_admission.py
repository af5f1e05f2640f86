"""What a provider may be asked: bounded over all workers for each account, which organizations that share it divide fairly."""

import asyncio
from contextlib import AsyncExitStack
from uuid import UUID, uuid4

import pytest
from redis.asyncio import Redis

from engine.adapters.redis.admission import ProviderLimits, RedisAdmission
from engine.adapters.redis.budget import Budget
from engine.adapters.redis.leased_tokens import LeasedTokens
from engine.ports.admission import Asking


def worker(client: "Redis", **limits: float) -> RedisAdmission:
    """The admission of one worker process; all of them share Redis."""
    return RedisAdmission(LeasedTokens(client), Budget(client), {"openai": ProviderLimits(**limits)})


async def test_two_workers_together_ask_no_more_at_once_than_is_allowed(redis_url: str) -> None:
    async with Redis.from_url(redis_url) as client:
        workers, organization = [worker(client, at_once=2), worker(client, at_once=2)], uuid4()
        asking, most = 0, 0

        async def ask(number: int) -> None:
            nonlocal asking, most
            async with workers[number % 2].asking(question(organization)):
                asking += 1
                most = max(most, asking)
                await client.ping()
                asking -= 1

        await asyncio.gather(*(ask(number) for number in range(8)))
        assert most == 2
        assert await client.keys("skyt:asking:*") == []


async def test_a_key_is_bounded_whoever_asks_with_it_and_holds_up_no_other_key_and_no_other_provider(redis_url: str) -> None:
    async with Redis.from_url(redis_url) as client:
        admission, full = worker(client, at_once=1), uuid4()
        others = admission.asking(question(full, account="another key")), admission.asking(question(full, provider="anthropic"))
        async with admission.asking(question(full)), others[0], others[1]:
            assert await client.zcard("skyt:asking:openai:a key") == 1
            for organization in (full, uuid4()):
                with pytest.raises(TimeoutError):
                    await asyncio.wait_for(_ask(worker(client, at_once=1), organization), 0.3)


async def test_organizations_that_share_a_key_get_equal_parts_of_its_places_while_they_want_them(redis_url: str) -> None:
    async with Redis.from_url(redis_url) as client, AsyncExitStack() as held:
        tokens, key = LeasedTokens(client), "skyt:asking:openai:a key"

        async def take(who: str) -> bool:
            return await held.enter_async_context(tokens.place(key, 4, who))

        assert [await take("large") for _ in range(5)] == [True] * 4 + [False]
        assert not await take("small")
        (some, other, *_) = await client.zrange(key, 0, -1)
        await client.zrem(key, some, other)
        assert [await take(who) for who in ("large", "small", "small", "small")] == [False, True, True, False]


async def test_places_of_a_worker_that_was_killed_come_back_when_their_lease_ends(redis_url: str) -> None:
    async with Redis.from_url(redis_url) as client:
        alive, (seconds, microseconds) = worker(client, at_once=1), await client.time()
        await client.zadd("skyt:asking:openai:a key", {"an organization/a killed worker's": seconds + microseconds / 1e6 + 0.4})
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(_ask(alive, uuid4()), 0.2)
        await asyncio.wait_for(_ask(alive, uuid4()), 5)


async def test_who_waits_for_a_place_has_paid_nothing_yet(redis_url: str) -> None:
    async with Redis.from_url(redis_url) as client:
        admission = worker(client, at_once=1, requests_per_minute=6)
        async with admission.asking(question(uuid4())):
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(_ask(admission, uuid4()), 0.3)
            assert round(await due(client, "requests")) == 10


async def due(client: "Redis", name: str, account: str = "a key") -> float:
    """How many seconds of a budget are spent."""
    now = await client.time()
    return float(await client.get(f"skyt:budget:openai:{account}:{name}") or 0) - now[0] - now[1] / 1e6


async def test_a_question_spends_from_the_budgets_of_its_account_whoever_asks(redis_url: str) -> None:
    async with Redis.from_url(redis_url) as client:
        admission = worker(client, requests_per_minute=6, tokens_per_minute=6_000)
        await _ask(admission, uuid4())
        assert [round(await due(client, name)) for name in ("requests", "tokens")] == [10, 6], "a tenth of a minute; 600 of 6,000 tokens"
        await _ask(admission, uuid4())
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(_ask(admission, uuid4()), 0.3)
        await asyncio.wait_for(_ask(admission, uuid4(), account="another key"), 5)


async def test_asking_again_is_paid_for_and_tokens_that_were_not_taken_come_back(redis_url: str) -> None:
    async with Redis.from_url(redis_url) as client:
        admission, organization = worker(client, requests_per_minute=60, tokens_per_minute=6_000), uuid4()
        async with admission.asking(question(organization)) as admitted:
            await admitted.again()
            assert [round(await due(client, name)) for name in ("requests", "tokens")] == [2, 12]
            await admitted.took(100)
            assert [round(await due(client, name)) for name in ("requests", "tokens")] == [2, 7]
            await admitted.took(1_100)
            assert [round(await due(client, name)) for name in ("requests", "tokens")] == [2, 12]


def question(organization: UUID, provider: str = "openai", account: str = "a key") -> Asking:
    return Asking(organization, provider, account, 600)


async def _ask(admission: RedisAdmission, organization: UUID, account: str = "a key") -> None:
    async with admission.asking(question(organization, account=account)):
        pass
