"""Jobs that are ended from outside: expired, past their deadline, given up; and what the database itself forbids."""

import itertools
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.due_jobs import DueJob, due_jobs
from engine.adapters.postgres.endings import cancel_job, end_overdue_jobs
from engine.adapters.postgres.result_store import PostgresResultStore
from engine.domain.job import LEGAL_TRANSITIONS, MAX_FRUITLESS_ATTEMPTS, EventKind, JobStatus
from tests.accounts import Tenant, submit

LEASED = "lease_token = uuidv7(), lease_expires_at = now() + interval '1 minute', completed_at = null"
ENDED = "lease_token = null, lease_expires_at = null, completed_at = now()"
WAITING = "lease_token = null, lease_expires_at = null, completed_at = null"


async def change(owner: Database, job_id: UUID, values: str) -> None:
    async with owner.unscoped_transaction() as connection:
        await connection.execute(text(f"update jobs set {values} where id = :id"), {"id": job_id})


async def state(owner: Database, job_id: UUID) -> tuple[str, str | None]:
    async with owner.unscoped_transaction() as connection:
        row = (await connection.execute(text("select status, end_reason from jobs where id = :id"), {"id": job_id})).one()
        return row.status, row.end_reason


async def test_a_job_that_nobody_began_in_time_expires_once(database: Database, owner: Database, ada: Tenant, contract_id: UUID) -> None:
    job_id = (await submit(database, ada, contract_id)).job_id
    in_time = (await submit(database, ada, contract_id)).job_id
    await change(owner, job_id, "expires_at = now() - interval '1 second'")

    (event,) = await end_overdue_jobs(database)

    assert (event.job_id, event.number, event.kind) == (job_id, 2, EventKind.JOB_EXPIRED)
    assert event.payload["reason"] == "not_started_in_time"
    assert await state(owner, job_id) == ("expired", "not_started_in_time")
    assert await state(owner, in_time) == ("queued", None)
    assert await end_overdue_jobs(database) == ()


async def test_a_job_that_was_begun_does_not_expire_when_it_waits_again(
    store: PostgresResultStore, database: Database, owner: Database, ada: Tenant, contract_id: UUID
) -> None:
    job_id = (await submit(database, ada, contract_id)).job_id
    claimed = await store.claim(ada.scope, job_id, 60)
    assert claimed is not None
    await store.release(claimed[0])
    await change(owner, job_id, "expires_at = now() - interval '1 second'")

    assert await end_overdue_jobs(database) == ()


@pytest.mark.parametrize(
    ("is_running", "status", "kind"), [(True, "failed", EventKind.JOB_FAILED), (False, "expired", EventKind.JOB_EXPIRED)]
)
async def test_a_deadline_ends_a_job_wherever_it_is(
    store: PostgresResultStore,
    database: Database,
    owner: Database,
    ada: Tenant,
    contract_id: UUID,
    is_running: bool,
    status: str,
    kind: EventKind,
) -> None:
    job_id = (await submit(database, ada, contract_id)).job_id
    if is_running:
        await store.claim(ada.scope, job_id, 60)
    await change(owner, job_id, "deadline_at = now() - interval '1 second'")

    (event,) = await end_overdue_jobs(database)

    assert (event.kind, event.payload["reason"]) == (kind, "deadline_passed")
    assert await state(owner, job_id) == (status, "deadline_passed")


async def test_a_job_that_workers_break_down_over_is_given_up(
    store: PostgresResultStore, database: Database, owner: Database, ada: Tenant, contract_id: UUID
) -> None:
    job_id = (await submit(database, ada, contract_id)).job_id
    claims = 0
    while await store.claim(ada.scope, job_id, -1) is not None:
        claims += 1

    (event,) = await end_overdue_jobs(database)

    assert claims == MAX_FRUITLESS_ATTEMPTS + 1
    assert (event.kind, event.payload["reason"]) == (EventKind.JOB_FAILED, "attempts_exhausted")


async def test_a_job_that_waits_after_a_breakdown_is_not_due(
    store: PostgresResultStore, database: Database, owner: Database, ada: Tenant, contract_id: UUID
) -> None:
    job_id = (await submit(database, ada, contract_id)).job_id
    claimed = await store.claim(ada.scope, job_id, 60)
    assert claimed is not None
    await store.delay(claimed[0], "the sandbox does not work")
    before = await due_jobs(database, queued_seconds=0)
    await change(owner, job_id, "not_before = now()")

    assert (before, await due_jobs(database, queued_seconds=0)) == ((), (DueJob(ada.scope.organization_id, job_id, "free"),))


async def test_only_one_of_cancelling_and_expiring_ends_a_job(database: Database, owner: Database, ada: Tenant, contract_id: UUID) -> None:
    job_id = (await submit(database, ada, contract_id)).job_id
    await change(owner, job_id, "expires_at = now() - interval '1 second'")

    assert await cancel_job(database, ada.scope, job_id) is not None
    assert await end_overdue_jobs(database) == ()
    assert await cancel_job(database, ada.scope, job_id) is None
    assert await state(owner, job_id) == ("cancelled", "cancelled_by_user")


@pytest.mark.parametrize(("source", "target"), [pair for pair in itertools.product(JobStatus, JobStatus) if pair[0] is not pair[1]])
async def test_the_database_knows_the_same_transitions_as_the_code(
    database: Database, owner: Database, ada: Tenant, contract_id: UUID, source: JobStatus, target: JobStatus
) -> None:
    shape = {JobStatus.QUEUED: WAITING, JobStatus.RUNNING: LEASED}
    job_id = (await submit(database, ada, contract_id)).job_id
    if source in {JobStatus.COMPLETED, JobStatus.FAILED}:
        await change(owner, job_id, f"status = 'running', {LEASED}")
    if source is not JobStatus.QUEUED:
        await change(owner, job_id, f"status = '{source}', {shape.get(source, ENDED)}")

    if target in LEGAL_TRANSITIONS[source]:
        await change(owner, job_id, f"status = '{target}', {shape.get(target, ENDED)}")
    else:
        with pytest.raises(DBAPIError, match=f"a job cannot go from {source} to {target}"):
            await change(owner, job_id, f"status = '{target}', {shape.get(target, ENDED)}")
