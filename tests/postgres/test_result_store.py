"""The result store on PostgreSQL: leases, fences, gapless numbers, exact texts, and nothing half-written."""

import asyncio
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from engine.adapters.postgres import result_store
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.due_jobs import DueJob, due_jobs
from engine.adapters.postgres.result_store import PostgresResultStore
from engine.adapters.postgres.tables import JobEventRow, JobRow, RunRow
from engine.domain.errors import LeaseLost, StoreUnavailable
from engine.domain.job import EventKind, LeasedJob, Scope
from engine.domain.report import Anchor, JobReport, RuleReport
from engine.domain.restriction import Severity, Violation
from engine.domain.run import (
    EvidenceLevel,
    Generation,
    GenerationStatus,
    OracleVerdict,
    OutputAnalysis,
    RescueStep,
    RunReport,
    TestVerdict,
    Usage,
)
from engine.domain.scores import Interval, NotScored, Score
from tests.accounts import Tenant, submit
from tests.conformance.result_store import outcomes
from tests.heartbeat import heart

ANALYSIS = OutputAnalysis(
    raw_hash="a" * 64,
    canonical_output="def fibonacci(n):\n    return n",
    canonical_hash="b" * 64,
    steps=(RescueStep("comments", "-# hi\x00\n"),),
    oracle=OracleVerdict(True, (TestVerdict("the first", True, "returned", "0", "0"),)),
    observations='{"big": 1e22}',
    violations=(Violation("nasa", "no_recursion", Severity.MANDATORY, "calls itself", 2, 4, 2, 9, "fib(n)"),),
)


def answer(index: int, output: str | None = "def fibonacci(n): ...") -> Generation:
    status = GenerationStatus.GENERATED if output is not None else GenerationStatus.FAILED
    return Generation(index, status, output, None if output is not None else "no answer", Usage(3, 5, 1.5), {"model": "m", "at": 1e22})


async def claimed(store: PostgresResultStore, database: Database, tenant: Tenant, contract_id: UUID, seconds: float = 60) -> LeasedJob:
    submitted = await submit(database, tenant, contract_id)
    taken = await store.claim(tenant.scope, submitted.job_id, seconds)
    assert taken is not None
    return taken[0]


async def job_row(owner: Database, job_id: UUID) -> JobRow:
    async with owner.unscoped_transaction() as connection:
        return (await connection.execute(select(JobRow.__table__).where(JobRow.id == job_id))).one()


async def events(owner: Database, job_id: UUID) -> list[tuple[int, str, dict]]:
    async with owner.unscoped_transaction() as connection:
        table = JobEventRow.__table__
        rows = await connection.execute(select(table).where(table.c.job_id == job_id).order_by(table.c.number))
        return [(row.number, row.kind, row.payload) for row in rows]


async def test_twenty_equal_submissions_at_once_make_one_job(database: Database, owner: Database, ada: Tenant, contract_id: UUID) -> None:
    answers = await asyncio.gather(*(submit(database, ada, contract_id, client_job_id="once") for _ in range(20)))
    assert len({answer.job_id for answer in answers}) == 1
    assert sorted(answer.is_new for answer in answers) == [False] * 19 + [True]
    assert all(answer.is_same for answer in answers)
    assert await events(owner, answers[0].job_id) == [(1, "job_queued", {"num_runs": 3})]


async def test_the_same_client_job_id_with_other_content_is_told_apart(database: Database, ada: Tenant, contract_id: UUID) -> None:
    first = await submit(database, ada, contract_id, client_job_id="once")
    second = await submit(database, ada, contract_id, num_runs=4, client_job_id="once")
    assert (second.job_id, second.is_new, second.is_same) == (first.job_id, False, False)


async def test_two_claims_have_one_winner(store: PostgresResultStore, database: Database, ada: Tenant, contract_id: UUID) -> None:
    submitted = await submit(database, ada, contract_id)
    claims = await asyncio.gather(*(store.claim(ada.scope, submitted.job_id, 60) for _ in range(5)))
    (winner,) = [claim for claim in claims if claim is not None]
    job, event = winner
    assert (job.id, job.scope, job.is_resumed, job.config.num_runs) == (submitted.job_id, ada.scope, False, 3)
    assert (event.number, event.kind, event.payload) == (2, EventKind.JOB_STARTED, {})


async def test_an_expired_lease_is_taken_over_and_the_old_writer_leaves_no_trace(
    store: PostgresResultStore, database: Database, owner: Database, ada: Tenant, contract_id: UUID
) -> None:
    old = await claimed(store, database, ada, contract_id, seconds=-1)
    taken = await store.claim(ada.scope, old.id, 60)
    assert taken is not None
    new, event = taken
    assert new.is_resumed
    assert event.kind is EventKind.JOB_RESUMED
    before = await job_row(owner, old.id)
    report = JobReport("0.1.0", None, {}, (), ())
    for write in (
        store.save_generation(old, answer(0)),
        store.save_analysis(old, 0, ANALYSIS),
        store.establish_anchor(old, Anchor("raw", "canonical", 0)),
        store.extend_lease(old, 100),
        store.release(old),
        store.complete(old, report),
        store.fail(old, "no"),
    ):
        with pytest.raises(LeaseLost):
            await write
    assert await job_row(owner, old.id) == before
    assert before.retry_count == 1
    assert await store.stored_generations(new) == ()
    assert await store.current_anchor(new) is None


async def test_a_run_is_stored_once_and_numbers_have_no_gaps(
    store: PostgresResultStore, database: Database, owner: Database, ada: Tenant, contract_id: UUID
) -> None:
    job = await claimed(store, database, ada, contract_id)
    stored = await asyncio.gather(*(store.save_generation(job, answer(index)) for index in (0, 1, 0, 1, 0)))
    assert sum(event is not None for event in stored) == 2
    failed = await store.save_generation(job, answer(2, None))
    assert failed is not None
    assert failed.payload == {"run_index": 2, "status": "failed", **outcomes(generated=2, failed=1)}
    analysed = await store.save_analysis(job, 0, ANALYSIS)
    assert analysed is not None
    assert analysed.payload == {"run_index": 0, "canonical_hash": "b" * 64, "oracle_passed": True, "analysed": 1, "total": 3}
    assert await store.save_analysis(job, 0, ANALYSIS) is None
    assert [number for number, _, _ in await events(owner, job.id)] == [1, 2, 3, 4, 5, 6]
    assert await store.stored_generations(job) == (answer(0), answer(1), answer(2, None))


async def test_outputs_come_back_exactly(store: PostgresResultStore, database: Database, ada: Tenant, contract_id: UUID) -> None:
    job = await claimed(store, database, ada, contract_id)
    outputs = ["nul \x00 and lone \ud800", "marker \uf8ff0000 \uf8ffn1.5", ""]
    for index, output in enumerate(outputs):
        await store.save_generation(job, answer(index, output))
    assert [generation.raw_output for generation in await store.stored_generations(job)] == outputs


async def test_a_report_is_stored_and_ends_the_job(
    store: PostgresResultStore, database: Database, owner: Database, ada: Tenant, contract_id: UUID
) -> None:
    job = await claimed(store, database, ada, contract_id)
    await store.save_generation(job, answer(0))
    await store.save_generation(job, answer(1, None))
    score = Score(0.5, 1, 2, Interval(0.1, 0.9))
    run = RunReport(0, GenerationStatus.GENERATED, "x", None, ANALYSIS, "y", EvidenceLevel.CANONICAL, 1, 0.25, 0.0)
    report = JobReport(
        "0.1.0",
        Anchor("x", "y", 0),
        {"R_raw": score, "rescue_rate": NotScored("nothing to rescue")},
        (RuleReport("nasa", "no_recursion", "No recursion", Severity.MANDATORY, score, NotScored("one run"), 1),),
        (run, RunReport(1, GenerationStatus.FAILED, None, "no answer")),
        ("Sample answers.",),
    )
    event = await store.complete(job, report)
    assert (event.number, event.kind, event.payload) == (5, EventKind.JOB_COMPLETED, {"anchor_run": 0, **outcomes(generated=1, failed=1)})
    row = await job_row(owner, job.id)
    assert (row.status, row.lease_token, row.completed_at is not None) == ("completed", None, True)
    async with owner.unscoped_transaction() as connection:
        table = RunRow.__table__
        runs = (await connection.execute(select(table).where(table.c.job_id == job.id).order_by(table.c.run_index))).all()
    shown = [(run.repaired_output, run.evidence, run.behaviour_class, run.distance_pre, run.analysed_at is not None) for run in runs]
    assert shown == [("y", "canonical", 1, 0.25, True), (None, None, None, None, False)]
    assert await store.claim(ada.scope, job.id, 60) is None


async def test_one_anchor_stands_per_contract_version(
    store: PostgresResultStore, database: Database, ada: Tenant, eve: Tenant, contract_id: UUID
) -> None:
    first, second = [await claimed(store, database, ada, contract_id) for _ in range(2)]
    foreign = await claimed(store, database, eve, contract_id)
    standing = await asyncio.gather(*(store.establish_anchor(job, Anchor(f"{job.id}", "form", 0)) for job in (first, second)))
    assert len({anchor.raw_output for anchor in standing}) == 1
    assert sorted(str(anchor.run_index) for anchor in standing) == ["0", "None"]
    assert await store.current_anchor(foreign) is None


async def test_a_released_job_is_claimed_again_with_its_runs(
    store: PostgresResultStore, database: Database, ada: Tenant, contract_id: UUID
) -> None:
    job = await claimed(store, database, ada, contract_id)
    await store.save_generation(job, answer(0))
    await store.release(job)
    taken = await store.claim(ada.scope, job.id, 60)
    assert taken is not None
    assert taken[0].is_resumed
    assert await store.stored_generations(taken[0]) == (answer(0),)


async def test_a_job_that_failed_keeps_its_message(
    store: PostgresResultStore, database: Database, owner: Database, ada: Tenant, contract_id: UUID
) -> None:
    job = await claimed(store, database, ada, contract_id)
    event = await store.fail(job, "the provider is gone")
    assert (event.kind, event.payload) == (
        EventKind.JOB_FAILED,
        {"message": "the provider is gone", "reason": "internal_error", **outcomes()},
    )
    row = await job_row(owner, job.id)
    assert (row.status, row.error_message) == ("failed", "the provider is gone")


async def test_the_sweeper_sees_waiting_and_abandoned_jobs(
    store: PostgresResultStore, database: Database, ada: Tenant, eve: Tenant, contract_id: UUID
) -> None:
    waiting = await submit(database, ada, contract_id)
    abandoned = await claimed(store, database, eve, contract_id, seconds=-1)
    await claimed(store, database, ada, contract_id, seconds=60)
    organization, other = ada.scope.organization_id, eve.scope.organization_id
    assert await due_jobs(database, 0) == (DueJob(organization, waiting.job_id, "free"), DueJob(other, abandoned.id, "free"))
    assert await due_jobs(database, 3600) == (DueJob(other, abandoned.id, "free"),)


@pytest.mark.parametrize(
    ("start", "end"), [("queued", "completed"), ("completed", "running"), ("failed", "queued"), ("cancelled", "running")]
)
async def test_the_database_refuses_illegal_transitions(
    owner: Database, database: Database, ada: Tenant, contract_id: UUID, start: str, end: str
) -> None:
    submitted = await submit(database, ada, contract_id)
    set_to = {
        "queued": "lease_token = null, lease_expires_at = null, completed_at = null",
        "running": "lease_token = gen_random_uuid(), lease_expires_at = now(), completed_at = null",
    }
    final = "lease_token = null, lease_expires_at = null, completed_at = now()"
    steps = {"queued": [], "completed": ["running", "completed"], "failed": ["running", "failed"], "cancelled": ["cancelled"]}[start]

    async def go(status: str) -> None:
        async with owner.unscoped_transaction() as connection:
            await connection.execute(
                text(f"update jobs set status = :status, {set_to.get(status, final)} where id = :id"),
                {"status": status, "id": submitted.job_id},
            )

    for status in steps:
        await go(status)
    with pytest.raises(DBAPIError, match=f"a job cannot go from {start} to {end}"):
        await go(end)


async def test_a_database_that_is_not_there_is_named_without_its_password() -> None:
    database = Database("postgresql+asyncpg://skyt:topsecret@127.0.0.1:9/skyt")
    with pytest.raises(StoreUnavailable) as caught:
        await PostgresResultStore(database).claim(Scope(uuid4()), uuid4(), 1)
    assert "127.0.0.1:9/skyt does not answer" in str(caught.value)
    assert "topsecret" not in str(caught.value)
    await database.close()


async def test_the_loop_goes_on_while_a_report_is_spelled_for_the_database(
    store: PostgresResultStore, database: Database, ada: Tenant, contract_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = await claimed(store, database, ada, contract_id)
    async with heart() as beating:
        monkeypatch.setattr(result_store, "report_rows", beating.beside(result_store.report_rows))
        await store.complete(job, JobReport("0.1.0", None, {}, (), ()))
    assert beating.felt == ["report_rows"]


async def test_a_role_that_the_server_does_not_know_is_said_plainly(database: Database) -> None:
    stranger = Database(database.url.set(username="nobody").render_as_string(hide_password=False))
    with pytest.raises(StoreUnavailable, match='role "nobody" does not exist'):
        await stranger.check()
    await stranger.close()
