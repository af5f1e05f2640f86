"""What a provider may be asked: bounded over all workers, apart for every organization."""

import asyncio
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


async def test_a_full_organization_holds_up_no_other_and_no_other_provider(redis_url: str) -> None:
    async with Redis.from_url(redis_url) as client:
        admission, full = worker(client, at_once=1), uuid4()
        others = admission.asking(question(uuid4())), admission.asking(question(full, provider="anthropic"))
        async with admission.asking(question(full)), others[0], others[1]:
            assert await client.zcard(f"skyt:asking:openai:{full}") == 1
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(_ask(admission, full), 0.3)


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
