"""Changes of all jobs of an organization: numbered without gaps however many write at once, nothing of strangers."""

import asyncio
from uuid import UUID

import pytest

from api.schema.node import node_id
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.endings import cancel_job
from engine.adapters.postgres.readers.job_changes import changes_after, last_change
from engine.adapters.postgres.result_store import PostgresResultStore
from engine.adapters.redis.progress_sink import RedisProgressSink
from engine.domain.report import JobReport
from engine.domain.run import Generation, GenerationStatus
from tests.accounts import Tenant, submit
from tests.graphql.service import Client, Service, Socket
from tests.polling import until

CHANGES = "subscription($after: Int) { jobsChanged(after: $after) { number eventNumber kind job { id status } } }"
LAST = "{ lastJobChange }"


async def received(socket: Socket, count: int) -> list[dict]:
    return [(await socket.receive())["payload"]["data"]["jobsChanged"] for _ in range(count)]


async def work(database: Database, store: PostgresResultStore, tenant: Tenant, contract_id: UUID) -> UUID:
    job_id = (await submit(database, tenant, contract_id)).job_id
    taken = await store.claim(tenant.scope, job_id, 60)
    assert taken is not None
    await store.save_generation(taken[0], Generation(0, GenerationStatus.GENERATED, "answer"))
    await store.complete(taken[0], JobReport("0.1.0", None, {}, (), ()))
    return job_id


async def test_changes_are_numbered_over_all_jobs_without_single_runs(
    client: Client,
    service: Service,
    ada_token: str,
    eve_token: str,
    database: Database,
    store: PostgresResultStore,
    ada: Tenant,
    eve: Tenant,
    contract_id: UUID,
) -> None:
    assert await client.data(LAST) == {"lastJobChange": 0}
    first = node_id("Job", await work(database, store, ada, contract_id))
    theirs = node_id("Job", await work(database, store, eve, contract_id))
    second = node_id("Job", await work(database, store, ada, contract_id))
    kinds = [(1, "JOB_QUEUED"), (2, "JOB_STARTED"), (4, "JOB_COMPLETED")]
    expected = [
        {"number": 3 * place + number, "eventNumber": event, "kind": kind, "job": {"id": job, "status": "COMPLETED"}}
        for place, job in enumerate((first, second))
        for number, (event, kind) in enumerate(kinds, start=1)
    ]
    assert await client.data(LAST) == {"lastJobChange": 6}
    async with service.socket(ada_token) as socket, service.socket(eve_token) as other:
        assert [(await each.receive())["type"] for each in (socket, other)] == ["connection_ack"] * 2
        await socket.subscribe("all", CHANGES, after=0)
        assert await received(socket, 6) == expected
        await socket.send({"type": "complete", "id": "all"})
        await socket.subscribe("some", CHANGES, after=4)
        assert await received(socket, 2) == expected[4:]
        await other.subscribe("all", CHANGES, after=0)
        assert {item["job"]["id"] for item in await received(other, 3)} == {theirs}


async def test_a_change_arrives_by_its_message_without_waiting_for_a_look(
    service: Service,
    ada_token: str,
    database: Database,
    store: PostgresResultStore,
    ada: Tenant,
    contract_id: UUID,
    redis_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("api.sockets.feed.LOOK_AGAIN_SECONDS", 3600.0)
    job_id = (await submit(database, ada, contract_id)).job_id
    sink = RedisProgressSink(redis_url)
    async with service.socket(ada_token) as socket:
        assert (await socket.receive())["type"] == "connection_ack"
        await socket.subscribe("new", CHANGES)
        await until(lambda: any(channel.startswith("skyt:changes:") for channel in service.services.listener.channels))
        event = await cancel_job(database, ada.scope, job_id)
        assert event is not None
        await sink.publish(event)
        assert [(item["number"], item["kind"]) for item in await received(socket, 1)] == [(2, "JOB_CANCELLED")]
    await sink.close()


async def test_many_writers_at_once_leave_no_gap_and_a_reader_misses_nothing(
    database: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID
) -> None:
    seen: list[int] = []
    writers = [asyncio.create_task(work(database, store, ada, contract_id)) for _ in range(8)]
    while not all(writer.done() for writer in writers):
        seen += [change.number for change in await changes_after(database, ada.scope, seen[-1] if seen else 0, 5)]
    await asyncio.gather(*writers)
    while new := await changes_after(database, ada.scope, seen[-1] if seen else 0, 5):
        seen += [change.number for change in new]
    assert seen == list(range(1, 25))
    assert await last_change(database, ada.scope) == 24


async def test_clients_of_the_query_before_the_subscription_still_get_answers(
    client: Client, database: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID
) -> None:
    await work(database, store, ada, contract_id)
    query = "query($after: Int!) { jobChanges(after: $after, first: 2) { number eventNumber kind } }"

    assert (await client.data(query, after=1))["jobChanges"] == [
        {"number": 2, "eventNumber": 2, "kind": "JOB_STARTED"},
        {"number": 3, "eventNumber": 4, "kind": "JOB_COMPLETED"},
    ]
    (error,) = (await client.execute(query, after=-1))["errors"]
    assert error["extensions"] == {"code": "INVALID_INPUT"}


async def test_a_negative_number_is_refused(service: Service, ada_token: str) -> None:
    async with service.socket(ada_token) as socket:
        await socket.receive()
        await socket.subscribe("1", CHANGES, after=-1)
        message = await socket.receive()
    assert (message["type"], message["payload"][0]["extensions"]) == ("error", {"code": "INVALID_INPUT"})
