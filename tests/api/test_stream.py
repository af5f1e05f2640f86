"""Following a job by server-sent events: numbers without gaps, resumable, ended with the job."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.result_store import PostgresResultStore
from tests.accounts import Tenant, submit
from tests.api.test_pipeline_run import problem
from tests.graphql.service import Client
from tests.graphql.test_reading import finish

KINDS = ["job_queued", "job_started", *["run_generated", "run_analysed"] * 3, "job_completed"]


async def events(response: httpx.Response) -> AsyncIterator[dict[str, Any]]:
    found: dict[str, Any] = {}
    async for line in response.aiter_lines():
        if not line and "data" in found:
            yield found | {"data": json.loads(found["data"])}
        if not line:
            found = {}
        name, _, value = line.partition(": ")
        found[name] = value


async def test_events_come_live_and_the_stream_ends_with_the_job(
    client: Client, database: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID
) -> None:
    job_id = (await submit(database, ada, contract_id)).job_id
    seen = []
    async with asyncio.timeout(30), client.http.stream("GET", f"/api/v1/jobs/stream/{job_id}") as response:
        assert (response.status_code, response.headers["content-type"]) == (200, "text/event-stream; charset=utf-8")
        async for event in events(response):
            if not seen:
                await finish(store, ada, job_id)
            seen.append(event)
    assert [event["event"] for event in seen] == KINDS
    assert [event["id"] for event in seen] == [str(number) for number in range(1, 10)]
    assert all(event["data"]["number"] == int(event["id"]) and event["data"]["job_id"] == str(job_id) for event in seen)


@pytest.mark.parametrize(
    ("headers", "query", "first"),
    [({"last-event-id": "7"}, {"after": "3"}, 8), ({}, {"after": "3"}, 4), ({}, {}, 1), ({}, {"after": "9"}, None)],
)
async def test_a_stream_goes_on_where_it_was_left(
    client: Client,
    database: Database,
    store: PostgresResultStore,
    ada: Tenant,
    contract_id: UUID,
    headers: dict[str, str],
    query: dict[str, str],
    first: int | None,
) -> None:
    job_id = (await submit(database, ada, contract_id)).job_id
    await finish(store, ada, job_id)
    async with asyncio.timeout(30), client.http.stream("GET", f"/api/v1/jobs/stream/{job_id}", headers=headers, params=query) as response:
        numbers = [event["data"]["number"] async for event in events(response)]
    assert numbers == ([] if first is None else list(range(first, 10)))


async def test_strangers_and_rubbish_are_refused(
    client: Client, foreigner: Client, database: Database, ada: Tenant, contract_id: UUID
) -> None:
    job_id = (await submit(database, ada, contract_id)).job_id
    for asking, key in ((foreigner, job_id), (client, uuid4())):
        assert problem(await asking.http.get(f"/api/v1/jobs/stream/{key}")) == (404, "NOT_FOUND", f"there is no job '{key}'")
    rubbish = await client.http.get(f"/api/v1/jobs/stream/{job_id}", headers={"last-event-id": "seven"})
    assert problem(rubbish) == (422, "INVALID_INPUT", "Last-Event-ID is the number of the last event you have seen")
    assert problem(await client.http.get(f"/api/v1/jobs/stream/{job_id}", params={"after": "-1"}))[:2] == (422, "INVALID_INPUT")


async def test_a_stream_ends_when_its_session_does(
    client: Client, database: Database, ada: Tenant, contract_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.http.rest.stream.PING_SECONDS", 0.0)
    monkeypatch.setattr("api.following.LOOK_AGAIN_SECONDS", 0.05)
    job_id = (await submit(database, ada, contract_id)).job_id
    lines = []
    async with asyncio.timeout(30), client.http.stream("GET", f"/api/v1/jobs/stream/{job_id}") as response:
        async for line in response.aiter_lines():
            lines.append(line)
            if lines.count(": still here") == 2 and "ended" not in lines:
                lines.append("ended")
                await client.data("mutation { signOut { __typename } }")
    assert "ended" in lines
