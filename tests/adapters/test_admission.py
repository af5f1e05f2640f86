"""What a provider may be asked: bounded over all workers, apart for every organization."""

import asyncio
from uuid import UUID, uuid4

import pytest
from redis.asyncio import Redis

from engine.adapters.redis.admission import ProviderLimits, RedisAdmission
from engine.adapters.redis.budget import Budget
from engine.adapters.redis.leased_tokens import LeasedTokens
from engine.domain.pins import Pins

PINS = Pins("openai", "any", max_tokens=600)


def worker(client: "Redis", **limits: float) -> RedisAdmission:
    """The admission of one worker process; all of them share Redis."""
    return RedisAdmission(LeasedTokens(client), Budget(client), {"openai": ProviderLimits(**limits)})


async def test_two_workers_together_ask_no_more_at_once_than_is_allowed(redis_url: str) -> None:
    async with Redis.from_url(redis_url) as client:
        workers, organization = [worker(client, at_once=2), worker(client, at_once=2)], uuid4()
        asking, most = 0, 0

        async def ask(number: int) -> None:
            nonlocal asking, most
            async with workers[number % 2].asking(organization, PINS):
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
        async with admission.asking(full, PINS), admission.asking(uuid4(), PINS), admission.asking(full, Pins("anthropic", "any")):
            assert await client.zcard(f"skyt:asking:openai:{full}") == 1
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(_ask(admission, full), 0.3)


async def test_a_question_spends_from_the_budgets_of_requests_and_tokens(redis_url: str) -> None:
    async with Redis.from_url(redis_url) as client:
        admission, organization = worker(client, requests_per_minute=6, tokens_per_minute=6_000), uuid4()
        before = float((await client.time())[0])
        await _ask(admission, organization)
        spent = [float(await client.get(f"skyt:asking:openai:{organization}:{name}")) - before for name in ("requests", "tokens")]
        assert [round(seconds - spent[1]) for seconds in spent] == [4, 0], "a tenth of a minute for a request, six seconds for 600 tokens"
        await _ask(admission, organization)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(_ask(admission, organization), 0.3)
        await asyncio.wait_for(_ask(admission, uuid4()), 5)


async def _ask(admission: RedisAdmission, organization: UUID) -> None:
    async with admission.asking(organization, PINS):
        pass
