"""Who gets the next turn, and what places and budgets cost."""

import asyncio
from contextlib import asynccontextmanager
from uuid import UUID

from redis.asyncio import Redis
from sqlalchemy import text

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.due_jobs import NextJob, QueueState, next_jobs, queue_states
from engine.adapters.postgres.result_store import PostgresResultStore
from engine.adapters.redis.budget import Budget
from engine.adapters.redis.leased_tokens import LeasedTokens
from engine.domain.job import Scope
from engine.pipeline.fair_limiter import FairLimiter
from tests.accounts import Tenant, add_tenant, submit
from workers.turns import Turns


async def test_the_organization_with_fewer_running_jobs_comes_first(
    database: Database, owner: Database, ada: Tenant, contract_id: UUID
) -> None:
    eve = await add_tenant(owner, "eve@example.org")
    store = PostgresResultStore(database)
    of_ada = [(await submit(database, ada, contract_id)).job_id for _ in range(3)]
    await store.claim(ada.scope, of_ada[0], 60)
    of_eve = (await submit(database, eve, contract_id)).job_id

    assert await next_jobs(database) == (
        NextJob(eve.scope.organization_id, of_eve, 3),
        NextJob(ada.scope.organization_id, of_ada[1], 9),
    )


async def test_a_job_that_gave_up_its_turn_goes_before_its_younger_siblings(database: Database, ada: Tenant, contract_id: UUID) -> None:
    store = PostgresResultStore(database)
    first, second = [(await submit(database, ada, contract_id)).job_id for _ in range(2)]
    claimed = await store.claim(ada.scope, first, 60)
    assert claimed is not None
    during = await next_jobs(database)
    await store.yield_turn(claimed[0])

    assert [item.job_id for item in during] == [second]
    assert [item.job_id for item in await next_jobs(database)] == [first]


async def test_only_the_tiers_asked_for_are_seen(database: Database, owner: Database, ada: Tenant, contract_id: UUID) -> None:
    job_id = (await submit(database, ada, contract_id)).job_id
    async with owner.unscoped_transaction() as connection:
        await connection.execute(text("update jobs set tier = 'pro'"))

    assert await next_jobs(database, ("free", "enterprise")) == ()
    assert [item.job_id for item in await next_jobs(database, ("pro",))] == [job_id]
    (state,) = await queue_states(database)
    assert state == QueueState("pro", 1, state.oldest_seconds)


async def test_turns_go_on_until_nothing_can_and_pass_over_full_organizations() -> None:
    full, free = UUID(int=1), UUID(int=2)
    left = {full: 2, free: 3}
    given: list[UUID] = []

    async def look() -> tuple[NextJob, ...]:
        return tuple(NextJob(organization, UUID(int=9), count) for organization, count in left.items() if count)

    async def execute(scope: Scope, _job: UUID) -> bool:
        given.append(scope.organization_id)
        left[scope.organization_id] -= 1
        return True

    @asynccontextmanager
    async def place(organization_id: UUID, runs_left: int):
        asked.append((organization_id, runs_left))
        yield organization_id is free

    asked: list[tuple[UUID, int]] = []
    assert await Turns(look, execute, place, asyncio.Event()).take() == 3
    assert given == [free] * 3
    assert asked == [(full, 2), (free, 3), (full, 2), (free, 2), (full, 2), (free, 1), (full, 2)]


async def test_places_are_bounded_and_come_back_from_a_killed_holder(redis_url: str) -> None:
    async with Redis.from_url(redis_url) as client:
        tokens = LeasedTokens(client)
        async with tokens.place("places", 2) as first, tokens.place("places", 2) as second, tokens.place("places", 2) as third:
            assert (first, second, third) == (True, True, False)
        assert await client.zcard("places") == 0
        await client.zadd("places", {"a killed worker's": 1.0, "another's": 2.0})
        async with tokens.place("places", 1) as again:
            assert again


async def test_a_budget_is_spent_by_all_and_says_how_long_to_wait(redis_url: str) -> None:
    async with Redis.from_url(redis_url) as client:
        budget = Budget(client)
        spent = [await budget.spend({"requests": 6.0, "tokens": 1.0}) for _ in range(4)]
        remaining = float(await client.get("tokens"))
        assert spent[:2] == [0.0, 0.0]
        assert 0 < spent[2] <= 2.0
        assert 0 < spent[3] <= spent[2]
        assert float(await client.get("tokens")) == remaining


async def test_places_go_round_the_keys() -> None:
    limiter, order = FairLimiter(1), []

    async def work(key: str) -> None:
        async with limiter.place(key):
            order.append(key)
            await asyncio.sleep(0)

    await asyncio.gather(*(work(key) for key in "aaaaab"))

    assert order == ["a", "a", "b", "a", "a", "a"]


async def test_who_gives_up_waiting_takes_no_place() -> None:
    limiter = FairLimiter(1)

    async def take() -> None:
        async with limiter.place("a"):
            return

    async with limiter.place("a"):
        waiting = asyncio.create_task(take())
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
    await asyncio.wait_for(take(), 5)
