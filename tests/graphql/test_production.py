"""The service as it runs in production: nothing is told of the schema, only listed operations are run, and answers have their time."""

import hashlib
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import text

from api.settings import Settings
from cli.embedded.servers import Addresses
from engine.adapters.postgres.database import Database
from tests.graphql.service import Client, Service, running_service

LISTED = ("{ viewer { role } }", "{ jobs { totalCount } }", "{ __schema { types { name } } }", "{ viewer { rol } }")
BY_HASH = {hashlib.sha256(item.encode()).hexdigest(): item for item in LISTED}


@pytest_asyncio.fixture
async def service(stores: Addresses, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Service]:
    monkeypatch.setenv("SKYT_DATA_DIR", str(tmp_path / "data"))
    (tmp_path / "operations.json").write_text(json.dumps(BY_HASH))
    settings = Settings(
        environment="production",
        database_url=stores.application_url,
        redis_url=stores.redis_url,
        frontend_dir=tmp_path,
        secret_key="a secret of tests",
        query_seconds=0.5,
        persisted_operations=tmp_path / "operations.json",
        only_persisted_operations=True,
    )
    async with running_service(settings) as service:
        yield service


def persisted(operation: str) -> dict[str, Any]:
    return {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": hashlib.sha256(operation.encode()).hexdigest()}}}


async def test_only_listed_operations_are_run_by_hash_or_text_at_both_doors(service: Service, client: Client, ada_token: str) -> None:
    sent = [persisted(LISTED[0]), {"query": LISTED[0]}, {"query": "{ viewer { id } }"}, persisted("{ viewer { id } }")]
    answers = [await client.http.post("/graphql", json=body) for body in sent]
    assert [answer.status_code for answer in answers] == [200, 200, 400, 400]
    assert [answer.json()["data"] for answer in answers[:2]] == [{"viewer": {"role": "ADMIN"}}] * 2
    codes = [answer.json()["errors"][0]["extensions"]["code"] for answer in answers[2:]]
    assert codes == ["NOT_PERSISTED", "PERSISTED_QUERY_NOT_FOUND"]
    async with service.socket(ada_token) as socket:
        await socket.receive()
        await socket.send({"type": "subscribe", "id": "1", "payload": persisted(LISTED[0])})
        assert (await socket.receive())["payload"] == {"data": {"viewer": {"role": "ADMIN"}}}
        await socket.receive()
        await socket.subscribe("2", "subscription { jobsChanged { number } }")
        assert (await socket.receive())["payload"][0]["extensions"]["code"] == "NOT_PERSISTED"


async def test_nothing_is_told_of_the_schema(client: Client) -> None:
    introspected = await client.execute(LISTED[2])
    assert introspected["data"] is None
    assert all("introspection has been disabled" in error["message"] for error in introspected["errors"])
    (misspelled,) = (await client.execute(LISTED[3]))["errors"]
    assert misspelled["message"] == "Cannot query field 'rol' on type 'Viewer'."
    explorer = await client.http.get("/graphql", headers={"accept": "text/html"})
    assert explorer.text.startswith("The GraphQL explorer is off in production.")
    assert explorer.headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"


async def test_an_answer_that_takes_too_long_is_given_up_and_the_next_one_comes(client: Client, owner: Database) -> None:
    async with owner.unscoped_transaction() as connection:
        await connection.execute(text("lock table jobs in access exclusive mode"))
        late = await client.execute(LISTED[1])
        assert late["data"] is None
        assert late["errors"] == [{"message": "the answer took longer than 0.5 seconds; ask for less", "extensions": {"code": "TIMEOUT"}}]
        assert await client.data(LISTED[0]) == {"viewer": {"role": "ADMIN"}}
    assert await client.data(LISTED[1]) == {"jobs": {"totalCount": 0}}
