"""How many round trips a request takes: one for each kind of thing asked for, none for who asks, whatever the number of jobs."""

from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID

import pytest
import pytest_asyncio

from api.schema.node import node_id
from api.settings import Settings
from bench.api.operations import SKYT
from cli.embedded.servers import Addresses
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.result_store import PostgresResultStore
from tests.accounts import Tenant, submit
from tests.graphql.conftest import ada_token
from tests.graphql.service import Client, Service, running_service
from tests.graphql.test_reading import finish

__all__ = ["ada_token"]


@pytest_asyncio.fixture
async def service(stores: Addresses, tmp_path: Path) -> AsyncIterator[Service]:
    """As in production: who asks is remembered."""
    settings = Settings(
        database_url=stores.application_url, redis_url=stores.redis_url, frontend_dir=tmp_path, secret_key="a secret of tests"
    )
    async with running_service(settings) as service:
        yield service


@pytest_asyncio.fixture
async def client(service: Service, ada_token: str) -> AsyncIterator[Client]:
    client = service.client(ada_token)
    await client.data("{ viewer { role } }")
    yield client
    await client.http.aclose()


@pytest.mark.parametrize("count", [1, 5])
@pytest.mark.parametrize(
    ("question", "tables"),
    [
        ("Q1", ["jobs"]),
        ("Q2", ["jobs", "job_results"]),
        ("Q3", ["jobs", "job_results", "users", "runs"]),
        ("Q4", ["jobs"]),
    ],
)
async def test_each_question_takes_as_many_as_it_names(
    service: Service, client: Client, database: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID, question: str,
    tables: list[str], count: int,
) -> None:  # fmt: skip
    jobs = [(await submit(database, ada, contract_id)).job_id for _ in range(count)]
    for job_id in jobs:
        await finish(store, ada, job_id)
    service.statements.clear()
    await client.data(SKYT[question], **({"id": node_id("Job", jobs[0])} if question == "Q1" else {}))
    first_tables = [min(("jobs", "job_results", "users", "runs"), key=lambda name: _place(text, name)) for text in service.statements]
    assert sorted(first_tables) == sorted(tables), service.statements


def _place(statement: str, table: str) -> int:
    """Where a statement names a table, far away where it does not."""
    found = statement.find(f"{table}.")
    return found if found >= 0 else len(statement)
