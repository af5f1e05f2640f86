"""The migrations build what the models say, and can be taken back completely."""

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest_asyncio
from alembic.script import ScriptDirectory

from cli.embedded.servers import Addresses
from migrations.run import check, config, downgrade, upgrade

REPOSITORY = Path(__file__).resolve().parents[2]
OBJECTS = """
select 'relation ' || relname from pg_class where relnamespace = 'public'::regnamespace and relname not like 'alembic_version%'
union all select 'function ' || proname from pg_proc where pronamespace = 'public'::regnamespace
union all select 'type ' || typname from pg_type where typnamespace = 'public'::regnamespace and typname not like '%alembic_version'
"""


async def with_database(servers: Addresses, name: str) -> str:
    plain = await asyncpg.connect(servers.owner_url.replace("+asyncpg", ""))
    await plain.execute(f"drop database if exists {name}")
    await plain.execute(f"create database {name}")
    await plain.close()
    return servers.owner_url.replace("/skyt?", f"/{name}?")


@pytest_asyncio.fixture
async def empty_url(servers: Addresses) -> AsyncIterator[str]:
    yield await with_database(servers, "walked")


async def objects(url: str) -> list[str]:
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    try:
        return sorted(row[0] for row in await connection.fetch(OBJECTS))
    finally:
        await connection.close()


async def test_the_models_and_the_migrations_say_the_same(empty_url: str) -> None:
    await upgrade(empty_url)
    await check(empty_url)


async def test_taking_everything_back_leaves_an_empty_schema(empty_url: str) -> None:
    await upgrade(empty_url)
    built = await objects(empty_url)
    await downgrade(empty_url)
    assert await objects(empty_url) == []
    await upgrade(empty_url)
    assert await objects(empty_url) == built


async def test_every_revision_can_be_walked_up_and_down(empty_url: str) -> None:
    revisions = [script.revision for script in ScriptDirectory.from_config(config(empty_url)).walk_revisions()]
    for revision in reversed(revisions):
        before = await objects(empty_url)
        await upgrade(empty_url, revision)
        await downgrade(empty_url, "-1")
        assert await objects(empty_url) == before
        await upgrade(empty_url, revision)


async def test_databases_can_be_built_at_the_same_time(servers: Addresses) -> None:
    urls = [await with_database(servers, f"parallel_{number}") for number in range(3)]
    program = "import asyncio, sys; from migrations.run import upgrade; asyncio.run(upgrade(sys.argv[1]))"
    processes = [await asyncio.create_subprocess_exec(sys.executable, "-c", program, url, cwd=REPOSITORY) for url in urls]
    assert await asyncio.gather(*(process.wait() for process in processes)) == [0, 0, 0]
    first, *others = [await objects(url) for url in urls]
    assert others == [first, first]
    assert len(first) > 20


async def test_the_same_database_can_be_built_by_two_at_once(empty_url: str) -> None:
    await asyncio.gather(upgrade(empty_url), upgrade(empty_url))
    await check(empty_url)


async def test_the_application_role_owns_nothing_and_every_table_is_secured(empty_url: str) -> None:
    await upgrade(empty_url)
    connection = await asyncpg.connect(empty_url.replace("+asyncpg", ""))
    try:
        owned = "select relname from pg_class where relowner = 'skyt_app'::regrole"
        assert await connection.fetch(owned) == []
        open_tables = (
            "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' "
            "and not (relrowsecurity and relforcerowsecurity) order by 1"
        )
        assert [row[0] for row in await connection.fetch(open_tables)] == ["alembic_version"]
        rights = await connection.fetchrow(
            "select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole from pg_roles where rolname = 'skyt_app'"
        )
        assert tuple(rights) == (False, False, False, False)
    finally:
        await connection.close()
