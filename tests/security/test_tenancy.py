"""Row-level security, the second belt: it holds even where the scope argument is forgotten."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from engine.adapters.filesystem.restrictions import preset_restriction_sets
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.presets import upsert_presets
from engine.adapters.postgres.readers.jobs import events_after, jobs_by_id
from engine.adapters.postgres.restriction_sets import PostgresRestrictionRepository
from engine.adapters.postgres.result_store import PostgresResultStore
from engine.domain.errors import InvalidInput
from engine.domain.job import Scope
from engine.domain.report import Anchor, JobReport
from engine.domain.run import Generation, GenerationStatus
from tests.accounts import CONTRACT, RESTRICTION_SET, Tenant, submit

PRESET = """
insert into contracts (name, version, title, kind, source, content, content_hash, is_public)
values ('x', '1', 'x', 'python', 'preset', '{}', 'x', true)
"""
TENANT_TABLES = ("organizations", "memberships", "jobs", "runs", "job_results", "job_events", "anchors")


async def filled(database: Database, store: PostgresResultStore, tenant: Tenant, contract_id: UUID) -> UUID:
    job_id = (await submit(database, tenant, contract_id)).job_id
    taken = await store.claim(tenant.scope, job_id, 60)
    assert taken is not None
    await store.save_generation(taken[0], Generation(0, GenerationStatus.GENERATED, "secret"))
    await store.establish_anchor(taken[0], Anchor("secret", "secret", 0))
    await store.complete(taken[0], JobReport("0.1.0", None, {}, (), ()))
    return job_id


async def test_a_query_without_any_condition_sees_the_scopes_rows_only(
    database: Database, store: PostgresResultStore, ada: Tenant, eve: Tenant, contract_id: UUID
) -> None:
    await filled(database, store, ada, contract_id)
    for table in TENANT_TABLES:
        counts = []
        for scope in (ada.scope, eve.scope, Scope(uuid4())):
            async with database.transaction(scope) as connection:
                counts.append((await connection.execute(text(f"select count(*) from {table}"))).scalar_one())
        async with database.unscoped_transaction() as connection:
            counts.append((await connection.execute(text(f"select count(*) from {table}"))).scalar_one())
        own_of_eve = 1 if table in {"organizations", "memberships"} else 0
        assert (table, counts[0] > 0, counts[1:]) == (table, True, [own_of_eve, 0, 0])


async def test_strangers_rows_cannot_be_changed(
    database: Database, store: PostgresResultStore, ada: Tenant, eve: Tenant, contract_id: UUID
) -> None:
    job_id = await filled(database, store, ada, contract_id)
    async with database.transaction(eve.scope) as connection:
        changed = await connection.execute(text("update jobs set error_message = 'mine'"))
        assert changed.rowcount == 0
    stolen = "insert into job_events (job_id, number, organization_id, kind, payload) values (:job, 99, :organization, 'job_failed', '{}')"
    with pytest.raises(DBAPIError, match="row-level security"):
        async with database.transaction(eve.scope) as connection:
            await connection.execute(text(stolen), {"job": job_id, "organization": ada.scope.organization_id})


async def test_readers_with_a_strangers_scope_find_nothing(
    database: Database, store: PostgresResultStore, ada: Tenant, eve: Tenant, contract_id: UUID
) -> None:
    job_id = await filled(database, store, ada, contract_id)
    assert len(await events_after(database, ada.scope, job_id, 0, 10)) == 4
    assert await events_after(database, eve.scope, job_id, 0, 10) == []
    assert await jobs_by_id(database, eve.scope, [job_id]) == []
    assert await store.claim(eve.scope, job_id, 60) is None


async def test_the_scope_ends_with_its_transaction(database: Database, ada: Tenant, contract_id: UUID) -> None:
    single = Database(database.url.render_as_string(hide_password=False), pool_size=1)
    await submit(single, ada, contract_id)
    async with single.unscoped_transaction() as connection:
        assert (await connection.execute(text("select count(*) from jobs"))).scalar_one() == 0
        assert (await connection.execute(text("select current_setting('app.organization_id', true)"))).scalar_one() == ""
    await single.close()


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        (PRESET, "row-level security"),
        ("update contracts set title = 'x'", "permission denied"),
        ("delete from contracts", "permission denied"),
        ("delete from jobs", "permission denied"),
        ("update job_events set number = 7", "permission denied"),
        ("drop table jobs", "must be owner"),
        ("alter table jobs disable row level security", "must be owner"),
        ("create table mine (id integer)", "permission denied"),
        ("set role postgres", "permission denied"),
    ],
)
async def test_the_application_role_cannot_do_more_than_its_work(
    database: Database, ada: Tenant, contract_id: UUID, statement: str, problem: str
) -> None:
    with pytest.raises(DBAPIError, match=problem):
        async with database.transaction(ada.scope) as connection:
            await connection.execute(text(statement))


@pytest.mark.parametrize("table", ["contracts", "restriction_sets"])
@pytest.mark.parametrize("change", ["update {} set content = '{{}}'", "update {} set version = '2'", "delete from {}"])
async def test_versions_never_change_not_even_for_the_owner(owner: Database, contract_id: UUID, table: str, change: str) -> None:
    with pytest.raises(DBAPIError, match=f"a row of {table} never changes"):
        async with owner.unscoped_transaction() as connection:
            await connection.execute(text(change.format(table)))


async def test_presets_are_seeded_once_and_changed_content_needs_a_new_version(owner: Database) -> None:
    assert await upsert_presets(owner, [CONTRACT], [RESTRICTION_SET]) == 2
    assert await upsert_presets(owner, [CONTRACT], [RESTRICTION_SET]) == 0
    other = replace(CONTRACT, id="new")
    with pytest.raises(InvalidInput) as caught:
        await upsert_presets(owner, [other, replace(CONTRACT, prompt="Something else.")], [])
    assert caught.value.faults[0].message == "preset contract fibonacci version 1.0.0 differs from the one stored under this version"
    assert await upsert_presets(owner, [other], []) == 1


async def test_a_new_version_of_a_preset_joins_the_old_one(owner: Database, database: Database, ada: Tenant) -> None:
    shipped = preset_restriction_sets()
    before = [replace(item, version="1.0.0", description="As it was.") for item in shipped]
    assert await upsert_presets(owner, [], before) == len(shipped)
    assert await upsert_presets(owner, [], shipped) == len(shipped)
    repository = PostgresRestrictionRepository(database)
    for old, new in zip(before, shipped, strict=True):
        assert await repository.load(ada.scope, new.id) == new
        assert await repository.load(ada.scope, new.id, "1.0.0") == old
