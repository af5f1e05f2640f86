"""Fixtures: pools of the owner and of the application's role, two tenants, a preset contract."""

from collections.abc import AsyncIterator
from uuid import UUID

import pytest_asyncio

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.result_store import PostgresResultStore
from tests.accounts import Tenant, add_presets, add_tenant


@pytest_asyncio.fixture
async def owner(postgres_owner_url: str) -> AsyncIterator[Database]:
    database = Database(postgres_owner_url, pool_size=2)
    yield database
    await database.close()


@pytest_asyncio.fixture
async def database(postgres_app_url: str) -> AsyncIterator[Database]:
    database = Database(postgres_app_url, pool_size=10)
    yield database
    await database.close()


@pytest_asyncio.fixture
async def ada(owner: Database) -> Tenant:
    return await add_tenant(owner, "ada@example.org")


@pytest_asyncio.fixture
async def eve(owner: Database) -> Tenant:
    return await add_tenant(owner, "eve@example.org")


@pytest_asyncio.fixture
async def preset_ids(owner: Database) -> tuple[UUID, UUID]:
    return await add_presets(owner)


@pytest_asyncio.fixture
async def contract_id(preset_ids: tuple[UUID, UUID]) -> UUID:
    return preset_ids[0]


@pytest_asyncio.fixture
async def store(database: Database) -> PostgresResultStore:
    return PostgresResultStore(database)
