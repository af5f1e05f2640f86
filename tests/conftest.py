"""Fixtures that every room's tests share."""

from collections.abc import AsyncIterator

import asyncpg
import pytest
import pytest_asyncio
from redis.asyncio import Redis

from cli.embedded.servers import Addresses
from migrations.run import upgrade
from tests.servers import running_servers


@pytest_asyncio.fixture(scope="session")
async def servers() -> AsyncIterator[Addresses]:
    """PostgreSQL and Redis of this test process, the database still empty."""
    async with running_servers() as addresses:
        yield addresses


@pytest_asyncio.fixture(scope="session")
async def migrated(servers: Addresses) -> Addresses:
    """The same servers, the database built by the migrations."""
    await upgrade(servers.owner_url)
    return servers


@pytest_asyncio.fixture
async def stores(migrated: Addresses) -> AsyncIterator[Addresses]:
    """Migrated and empty stores for one test: every row and every Redis key is removed afterwards."""
    yield migrated
    await _empty_database(migrated.owner_url)
    async with Redis.from_url(migrated.redis_url) as client:
        await client.flushall()


@pytest.fixture
def postgres_owner_url(stores: Addresses) -> str:
    """The address of the migrated, empty database for the owner of its tables."""
    return stores.owner_url


@pytest.fixture
def postgres_app_url(stores: Addresses) -> str:
    """The address of the migrated, empty database for the application's role, which row-level security binds."""
    return stores.application_url


@pytest.fixture
def redis_url(stores: Addresses) -> str:
    """The address of the empty Redis."""
    return stores.redis_url


async def _empty_database(owner_url: str) -> None:
    connection = await asyncpg.connect(owner_url.replace("+asyncpg", ""))
    try:
        tables = await connection.fetch(
            "select quote_ident(tablename) as name from pg_tables where schemaname = 'public' and tablename <> 'alembic_version'"
        )
        if tables:
            await connection.execute(f"truncate {', '.join(row['name'] for row in tables)} restart identity cascade")
    finally:
        await connection.close()
