"""Counts and means by contract, kept by triggers: always what a count over the rows would say."""

import asyncio
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.readers.summaries import contract_summaries
from engine.adapters.postgres.result_store import PostgresResultStore
from engine.domain.report import JobReport
from engine.domain.scores import MetricValue, NotScored, Score
from tests.accounts import CONTRACT, Tenant, submit

ADD_RESULT = text(
    "insert into job_results (organization_id, job_id, engine_version, metrics, rules, notices, config_snapshot, created_at) "
    "select organization_id, id, '0.2.0', cast(:metrics as jsonb), '[]', '[]', '{}', now() + make_interval(secs => :later) "
    "from jobs where id = :job"
)
KEPT = text("select metric, scored, total::text from contract_scores where organization_id = :organization order by metric")
COUNTED = text("""
select s.metric, count(*)::bigint, sum(s.score)::text from jobs j
cross join lateral (select metrics from job_results r where r.job_id = j.id order by r.created_at desc, r.id desc limit 1) newest
cross join lateral scores_of(newest.metrics) s where j.organization_id = :organization group by s.metric order by s.metric
""")


async def finish(database: Database, store: PostgresResultStore, tenant: Tenant, contract_id: UUID, **metrics: MetricValue) -> UUID:
    job_id = (await submit(database, tenant, contract_id)).job_id
    taken = await store.claim(tenant.scope, job_id, 60)
    assert taken is not None
    await store.complete(taken[0], JobReport("0.1.0", None, metrics, (), ()))
    return job_id


async def add_result(owner: Database, job_id: UUID, metrics: str, later: float = 1.0) -> None:
    async with owner.unscoped_transaction() as connection:
        await connection.execute(ADD_RESULT, {"job": job_id, "metrics": metrics, "later": later})


async def told(database: Database, tenant: Tenant, metric: str = "R_raw") -> list[tuple[str, int, int, float | None]]:
    return [(row.name, row.jobs, row.scored, row.mean) for row in await contract_summaries(database, tenant.scope, metric)]


async def test_jobs_are_counted_and_scores_averaged_per_tenant(
    database: Database, store: PostgresResultStore, ada: Tenant, eve: Tenant, contract_id: UUID
) -> None:
    assert await told(database, ada) == []
    await submit(database, ada, contract_id)
    assert await told(database, ada) == [(CONTRACT.id, 1, 0, None)]
    await finish(database, store, ada, contract_id, R_raw=Score(0.1, 1, 10), entropy=Score(1e-9))
    await finish(database, store, ada, contract_id, R_raw=Score(0.2, 2, 10), entropy=NotScored("nothing to share"))
    await finish(database, store, eve, contract_id, R_raw=Score(1.0))
    assert await told(database, ada) == [(CONTRACT.id, 3, 2, 0.15)]
    assert await told(database, ada, "entropy") == [(CONTRACT.id, 3, 1, 1e-9)]
    assert await told(database, eve) == [(CONTRACT.id, 1, 1, 1.0)]
    assert [row.contract_id for row in await contract_summaries(database, ada.scope, "R_raw")] == [contract_id]


async def test_a_newer_analysis_replaces_the_older_and_a_late_one_changes_nothing(
    database: Database, owner: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID
) -> None:
    job_id = await finish(database, store, ada, contract_id, R_raw=Score(0.1), distinct=Score(3))
    await finish(database, store, ada, contract_id, R_raw=Score(0.7))
    await add_result(owner, job_id, '{"R_raw": {"value": 0.3}}')
    assert await told(database, ada) == [(CONTRACT.id, 2, 2, 0.5)]
    assert await told(database, ada, "distinct") == [(CONTRACT.id, 2, 0, None)]
    await add_result(owner, job_id, '{"R_raw": {"value": 1}}', later=-100)
    assert await told(database, ada) == [(CONTRACT.id, 2, 2, 0.5)]


async def test_analyses_that_end_at_the_same_time_are_counted_once(
    database: Database, owner: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID
) -> None:
    jobs = [await finish(database, store, ada, contract_id, R_raw=Score(0.5)) for _ in range(3)]
    await asyncio.gather(
        *(add_result(owner, job, f'{{"R_raw": {{"value": 0.{number}}}}}', number) for number in range(1, 9) for job in jobs)
    )
    assert await told(database, ada) == [(CONTRACT.id, 3, 3, 0.8)]


async def test_what_an_owner_takes_away_is_counted_again(
    database: Database, owner: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID
) -> None:
    first = await finish(database, store, ada, contract_id, R_raw=Score(0.1))
    second = await finish(database, store, ada, contract_id, R_raw=Score(0.2))
    async with owner.unscoped_transaction() as connection:
        await connection.execute(text("delete from job_results where job_id = :job"), {"job": first})
    assert await told(database, ada) == [(CONTRACT.id, 2, 1, 0.2)]
    async with owner.unscoped_transaction() as connection:
        await connection.execute(text("delete from jobs where id = :job"), {"job": second})
    assert await told(database, ada) == [(CONTRACT.id, 1, 0, None)]
    async with owner.unscoped_transaction() as connection:
        await connection.execute(text("delete from organizations where id = :id"), {"id": ada.scope.organization_id})
        assert (await connection.execute(text("select count(*) from contract_tallies"))).scalar_one() == 0


async def test_the_application_reads_tallies_and_never_writes_them(database: Database, ada: Tenant, contract_id: UUID) -> None:
    await submit(database, ada, contract_id)
    for statement in ("update contract_tallies set jobs = 9", "delete from contract_scores", "select recount_contract(null, null)"):
        with pytest.raises(DBAPIError, match="permission denied"):
            async with database.transaction(ada.scope) as connection:
                await connection.execute(text(statement))


VALUES = st.sampled_from(["0.1", "0.7", "1", "3e-9", "1e300", "null", '"\\uf8ffn1e-07"', '"\\uf8ffn-0.0"', '"\\uf8ffninf"', '"word"'])
REPORTS = st.lists(st.tuples(st.integers(0, 2), st.dictionaries(st.sampled_from(["a", "b"]), VALUES), st.floats(-50, 50)), max_size=6)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(REPORTS)
async def test_tallies_are_what_a_count_over_all_rows_says(
    database: Database, owner: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID, reports: list[tuple[int, dict, float]]
) -> None:
    jobs = [await finish(database, store, ada, contract_id, a=Score(0.25)) for _ in range(3)]
    for number, metrics, later in reports:
        document = ", ".join(f'"{name}": {{"value": {value}}}' for name, value in metrics.items())
        await add_result(owner, jobs[number], f"{{{document}}}", later)
    async with owner.unscoped_transaction() as connection:
        tenant = {"organization": ada.scope.organization_id}
        kept = {row[0]: (row[1], float(row[2])) for row in await connection.execute(KEPT, tenant) if row[1]}
        counted = {row[0]: (row[1], float(row[2])) for row in await connection.execute(COUNTED, tenant)}
    assert kept == counted
