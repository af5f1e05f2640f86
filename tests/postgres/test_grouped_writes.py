"""Group commit: what runs write at the same time shares a transaction, and nothing of what each write promises is lost by it."""

import asyncio
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from asyncpg import CheckViolationError
from sqlalchemy import event, text

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.readers.jobs import events_after
from engine.adapters.postgres.result_store import PostgresResultStore
from engine.domain.errors import LeaseLost
from engine.domain.job import LeasedJob
from engine.domain.run import Generation, GenerationStatus, Usage
from tests.accounts import Tenant, submit


@pytest.fixture
async def job(database: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID) -> LeasedJob:
    submitted = await submit(database, ada, contract_id, num_runs=50)
    claimed = await store.claim(ada.scope, submitted.job_id, 60)
    assert claimed is not None
    return claimed[0]


def answer(run_index: int) -> Generation:
    status = GenerationStatus.REFUSED if run_index % 5 == 4 else GenerationStatus.GENERATED
    return Generation(run_index, status, None if status is GenerationStatus.REFUSED else f"text {run_index}\0")


async def test_fifty_answers_at_once_are_few_transactions_and_fifty_events_in_order(
    database: Database, store: PostgresResultStore, job: LeasedJob
) -> None:
    commits = 0

    @event.listens_for(database.engine.sync_engine, "commit")
    def count(_connection: object) -> None:
        nonlocal commits
        commits += 1

    events = await asyncio.gather(*(store.save_generation(job, answer(index)) for index in range(50)))
    assert commits <= 2
    assert [item.number for item in events if item] == list(range(3, 53))
    counters = [(item.payload["generated"], item.payload["refused"]) for item in events[:6] if item]
    assert counters == [(1, 0), (2, 0), (3, 0), (4, 0), (4, 1), (5, 1)]
    stored = await events_after(database, job.scope, job.id, 2, 100)
    assert [(item.number, item.payload) for item in stored] == [(item.number, item.payload) for item in events if item]
    assert [item.raw_output for item in await store.stored_generations(job)] == [answer(index).raw_output for index in range(50)]


async def test_the_same_run_written_twice_at_once_is_stored_and_announced_once(store: PostgresResultStore, job: LeasedJob) -> None:
    events = await asyncio.gather(*(store.save_generation(job, answer(index)) for index in (0, 0, 1, 0)))
    assert [item.payload["run_index"] if item else None for item in events] == [0, None, 1, None]
    assert len(await store.stored_generations(job)) == 2


async def test_a_change_that_cannot_be_written_hurts_no_other(store: PostgresResultStore, job: LeasedJob) -> None:
    found = await asyncio.gather(*(store.save_generation(job, answer(index)) for index in (0, -1, 1)), return_exceptions=True)
    assert isinstance(found[1], CheckViolationError)
    assert [item.run_index for item in await store.stored_generations(job)] == [0, 1]


async def test_without_the_lease_nothing_of_a_group_is_written(owner: Database, store: PostgresResultStore, job: LeasedJob) -> None:
    other = replace(job, lease_token=uuid4())
    found = await asyncio.gather(*(store.save_generation(other, answer(index)) for index in range(3)), return_exceptions=True)
    assert [type(item) for item in found] == [LeaseLost] * 3
    async with owner.unscoped_transaction() as connection:
        assert (await connection.execute(text("select count(*) from runs"))).scalar_one() == 0


async def test_runs_asked_for_at_once_are_counted_each(owner: Database, store: PostgresResultStore, job: LeasedJob) -> None:
    await asyncio.gather(*(store.note_request(job, index) for index in (0, 1, 1)))
    await store.note_request(job, 0)
    async with owner.unscoped_transaction() as connection:
        rows = await connection.execute(text("select run_index, asked_count from run_requests order by 1"))
        assert [tuple(row) for row in rows] == [(0, 2), (1, 2)]


async def test_an_answer_that_costs_next_to_nothing_is_stored_and_paid_for_to_the_last_digit(
    owner: Database, store: PostgresResultStore, job: LeasedJob
) -> None:
    costs = [2.7e-06, 1e-05, 3.3e-17, 0.00024, 5e-324]
    await asyncio.gather(
        *(store.save_generation(job, replace(answer(index), usage=Usage(10, 2, cost_usd=cost))) for index, cost in enumerate(costs))
    )
    assert [item.usage.cost_usd for item in await store.stored_generations(job)] == costs
    async with owner.unscoped_transaction() as connection:
        rows = await connection.execute(text("select cost_usd from usage_ledger order by run_index"))
        assert [float(cost) for (cost,) in rows] == costs
