"""The service over the test's servers, and a signed-in client of each tenant."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from api.auth.sign_in import start_session
from api.settings import Settings
from cli.embedded.servers import Addresses
from engine.adapters.postgres.accounts import find_by_email
from tests.accounts import Tenant
from tests.database_fixtures import ada, contract_id, database, eve, owner, preset_ids, store
from tests.graphql.service import Client, Service, running_service

__all__ = ["ada", "contract_id", "database", "eve", "owner", "preset_ids", "store"]


@pytest_asyncio.fixture
async def service(stores: Addresses, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Service]:
    monkeypatch.setenv("SKYT_DATA_DIR", str(tmp_path / "data"))
    settings = Settings(
        database_url=stores.application_url,
        redis_url=stores.redis_url,
        frontend_dir=tmp_path,
        secret_key="a secret of tests",
        viewer_cache_seconds=0,
    )
    async with running_service(settings) as service:
        yield service


async def token_of(service: Service, tenant: Tenant) -> str:
    found = await find_by_email(service.services.database, tenant.email)
    assert found is not None
    return (await start_session(service.services, found.account)).token


@pytest_asyncio.fixture
async def ada_token(service: Service, ada: Tenant) -> str:
    return await token_of(service, ada)


@pytest_asyncio.fixture
async def eve_token(service: Service, eve: Tenant) -> str:
    return await token_of(service, eve)


@pytest_asyncio.fixture
async def client(service: Service, ada_token: str) -> AsyncIterator[Client]:
    client = service.client(ada_token)
    yield client
    await client.http.aclose()


@pytest_asyncio.fixture
async def foreigner(service: Service, eve_token: str) -> AsyncIterator[Client]:
    client = service.client(eve_token)
    yield client
    await client.http.aclose()


@pytest_asyncio.fixture
async def anonymous(service: Service) -> AsyncIterator[Client]:
    client = service.client()
    yield client
    await client.http.aclose()
