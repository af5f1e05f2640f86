"""Circuit breakers that all workers share: two clients of one Redis stand for two processes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, suppress

import pytest
import pytest_asyncio
from redis.asyncio import Redis

from engine.adapters.redis.circuit_breakers import Bounds, RedisCircuitBreakers
from engine.ports.circuit_breakers import CircuitOpen, Outcome

KEY = "skyt:circuit:openai:an account"


@pytest_asyncio.fixture
async def workers(redis_url: str) -> AsyncIterator[tuple[RedisCircuitBreakers, RedisCircuitBreakers, "Redis"]]:
    async with Redis.from_url(redis_url) as one, Redis.from_url(redis_url) as other:
        yield RedisCircuitBreakers(one, Bounds(failures=3)), RedisCircuitBreakers(other, Bounds(failures=3)), one


async def ask(worker: RedisCircuitBreakers, outcome: Outcome, account: str = "an account") -> None:
    async with worker.request("openai", account) as passing:
        passing.outcome = outcome


async def opened(first: RedisCircuitBreakers, second: RedisCircuitBreakers) -> None:
    """Three failures in a row, seen by two workers."""
    for worker in (first, second, first):
        with suppress(CircuitOpen):
            await ask(worker, Outcome.FAILED)


async def time_passes(client: "Redis") -> None:
    """The seconds for which the breaker is open are over."""
    await client.hset(KEY, "until", "1")


async def test_failures_that_different_workers_saw_add_up(workers) -> None:
    first, second, client = workers
    await opened(first, second)
    for worker in (first, second):
        with pytest.raises(CircuitOpen, match=r"the provider failed 3 times in a row; no request is sent for (19|20) s more") as caught:
            await ask(worker, Outcome.WORKED)
        assert 19 < caught.value.seconds <= 20
    assert (first.open_count("openai"), second.open_count("openai"), second.open_count("anthropic")) == (1, 1, 0)
    await ask(second, Outcome.WORKED, "another account")
    assert await client.ttl(KEY) > 20


async def test_an_answer_between_failures_counts_them_anew(workers) -> None:
    first, second, client = workers
    for outcome in (Outcome.FAILED, Outcome.FAILED, Outcome.WORKED, Outcome.FAILED, Outcome.FAILED, Outcome.UNKNOWN):
        await ask(second, outcome)
    await ask(first, Outcome.WORKED)
    assert await client.exists(KEY) == 0


async def test_then_one_request_of_all_workers_may_try_and_its_answer_lets_all_pass(workers) -> None:
    first, second, client = workers
    await opened(first, second)
    await time_passes(client)
    async with first.request("openai", "an account") as trial:
        for worker in (first, second):
            with pytest.raises(CircuitOpen):
                await ask(worker, Outcome.WORKED)
        trial.outcome = Outcome.WORKED
    await asyncio.gather(ask(first, Outcome.WORKED), ask(second, Outcome.WORKED))
    assert (first.open_count("openai"), second.open_count("openai")) == (0, 0)


async def test_a_trial_that_fails_holds_all_back_again_and_one_that_says_nothing_lets_another_try(workers) -> None:
    first, second, client = workers
    await opened(first, second)
    await time_passes(client)
    await ask(second, Outcome.FAILED)
    with pytest.raises(CircuitOpen, match="4 times in a row"):
        await ask(first, Outcome.WORKED)
    await time_passes(client)
    await ask(second, Outcome.UNKNOWN)
    await ask(first, Outcome.WORKED)
    assert await client.exists(KEY) == 0


@pytest.mark.parametrize("outcome", [Outcome.WORKED, Outcome.FAILED])
async def test_a_request_from_before_neither_closes_an_open_breaker_nor_takes_the_trial_away(workers, outcome: Outcome) -> None:
    first, second, client = workers
    await ask(first, Outcome.FAILED)
    async with AsyncExitStack() as early:
        passing = await early.enter_async_context(second.request("openai", "an account"))
        passing.outcome = outcome
        await opened(first, second)
        await time_passes(client)
        async with first.request("openai", "an account") as trial:
            await early.aclose()
            with pytest.raises(CircuitOpen):
                await ask(second, Outcome.WORKED)
            trial.outcome = Outcome.WORKED
    assert await client.exists(KEY) == 0


async def test_a_trial_whose_worker_was_killed_ends_with_its_lease_and_one_at_work_is_renewed(redis_url: str) -> None:
    async with Redis.from_url(redis_url) as client:
        killed, alive = (RedisCircuitBreakers(client, Bounds(failures=1, seconds=seconds)) for seconds in (0.3, 0.3))
        await ask(killed, Outcome.FAILED)
        await time_passes(client)
        await client.hset(KEY, mapping={"trial": "a killed worker's", "until": "2"})
        async with alive.request("openai", "an account") as trial:
            before = float(await client.hget(KEY, "until") or 0)
            async with asyncio.timeout(5):
                while float(await client.hget(KEY, "until") or 0) == before:  # noqa: ASYNC110 - a timer of the adapter changes it
                    await asyncio.sleep(0.02)
            trial.outcome = Outcome.WORKED
        assert await client.exists(KEY) == 0


async def test_while_redis_is_away_every_request_may_be_sent() -> None:
    async with Redis.from_url("redis://127.0.0.1:1") as nowhere:
        worker = RedisCircuitBreakers(nowhere, Bounds(failures=1))
        for outcome in (Outcome.FAILED, Outcome.FAILED, Outcome.WORKED):
            await ask(worker, outcome)
        assert worker.open_count("openai") == 0
