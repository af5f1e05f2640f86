"""Following a job: every number exactly once and in order, whatever is lost on the way, and nothing of strangers."""

import asyncio
from uuid import UUID, uuid4

import pytest
from websockets.exceptions import ConnectionClosed

from api.schema.node import node_id
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.result_store import PostgresResultStore
from engine.adapters.redis.progress_sink import RedisProgressSink
from engine.domain.job import JobEvent
from engine.domain.report import JobReport
from engine.domain.run import Generation, GenerationStatus
from tests.accounts import Tenant, submit
from tests.graphql.service import Service

FOLLOW = """
subscription Follow($jobId: ID!, $after: Int!) {
  jobEvents(jobId: $jobId, after: $after) { number kind job { progress { generated lastEventNumber } } run { runIndex } }
}
"""
NUM_RUNS = 12
LAST = NUM_RUNS + 3


class Deaf:
    """A sink that tells nobody: every message is lost."""

    async def publish(self, event: JobEvent) -> None:
        del event


async def work(store: PostgresResultStore, sink: RedisProgressSink | Deaf, tenant: Tenant, job_id: UUID) -> None:
    taken = await store.claim(tenant.scope, job_id, 60)
    assert taken is not None
    job, event = taken
    await sink.publish(event)
    for index in range(NUM_RUNS):
        stored = await store.save_generation(job, Generation(index, GenerationStatus.GENERATED, f"answer {index}"))
        assert stored is not None
        await sink.publish(stored)
    await sink.publish(await store.complete(job, JobReport("0.1.0", None, {}, (), ())))


async def follow(service: Service, token: str, job_id: UUID, after: int) -> list[dict]:
    async with service.socket(token) as socket:
        assert (await socket.receive())["type"] == "connection_ack"
        await socket.subscribe("1", FOLLOW, jobId=node_id("Job", job_id), after=after)
        events = []
        while (message := await socket.receive())["type"] == "next":
            assert "errors" not in message["payload"], message
            events.append(message["payload"]["data"]["jobEvents"])
        assert message == {"id": "1", "type": "complete"}
    return events


@pytest.mark.parametrize("is_deaf", [False, True], ids=["with messages", "all messages lost"])
async def test_every_number_arrives_exactly_once_and_in_order(
    service: Service,
    ada: Tenant,
    ada_token: str,
    database: Database,
    store: PostgresResultStore,
    contract_id: UUID,
    redis_url: str,
    is_deaf: bool,
) -> None:
    job_id = (await submit(database, ada, contract_id, num_runs=NUM_RUNS)).job_id
    sink = RedisProgressSink(redis_url)
    afters = [0, 0, 1, 5, LAST - 1]
    followers = [asyncio.create_task(follow(service, ada_token, job_id, after)) for after in afters]
    await work(store, Deaf() if is_deaf else sink, ada, job_id)
    received = await asyncio.gather(*followers)
    late = await follow(service, ada_token, job_id, 3)
    assert [[event["number"] for event in events] for events in [*received, late]] == [
        list(range(after + 1, LAST + 1)) for after in [*afters, 3]
    ]
    assert {event["kind"] for event in received[4]} == {"JOB_COMPLETED"}
    assert [event["run"] for event in late] == [{"runIndex": index} for index in range(1, NUM_RUNS)] + [None]
    assert all(event["job"]["progress"]["lastEventNumber"] >= event["number"] for event in received[0])
    assert service.services.listener.channels == frozenset()
    await sink.close()


async def test_a_finished_job_with_nothing_new_ends_at_once(
    service: Service, ada: Tenant, ada_token: str, database: Database, store: PostgresResultStore, contract_id: UUID
) -> None:
    job_id = (await submit(database, ada, contract_id, num_runs=NUM_RUNS)).job_id
    await work(store, Deaf(), ada, job_id)
    assert await follow(service, ada_token, job_id, LAST) == []


async def test_a_strangers_job_reads_like_one_that_does_not_exist(
    service: Service, ada: Tenant, eve_token: str, database: Database, contract_id: UUID
) -> None:
    job_id = (await submit(database, ada, contract_id)).job_id
    async with service.socket(eve_token) as socket:
        await socket.receive()
        errors = []
        for key in (node_id("Job", job_id), node_id("Job", uuid4()), "rubbish", node_id("Run", job_id)):
            await socket.subscribe(key, FOLLOW, jobId=key, after=0)
            message = await socket.receive()
            errors.append((message["payload"]["errors"] if isinstance(message["payload"], dict) else message["payload"])[0])
            if message["type"] == "next":
                assert (await socket.receive())["type"] == "complete"
    assert {(error["message"], error["extensions"]["code"]) for error in errors} == {
        ("there is no such job, or you may not see it", "NOT_FOUND")
    }
    assert service.services.listener.channels == frozenset()


@pytest.mark.parametrize("token", [None, "forged"])
async def test_a_socket_without_a_session_is_closed(service: Service, token: str | None) -> None:
    async with service.socket(token) as socket:
        with pytest.raises(ConnectionClosed) as caught:
            await socket.receive()
    assert caught.value.rcvd is not None
    assert caught.value.rcvd.code == 4403


async def test_a_socket_may_come_by_cookie_from_our_page_only(service: Service, ada_token: str) -> None:
    cookie = {"cookie": f"skyt_session={ada_token}"}
    async with service.socket(None, cookie | {"origin": service.url}) as socket:
        assert (await socket.receive())["type"] == "connection_ack"
    with pytest.raises(Exception, match="HTTP 403"):
        async with service.socket(None, cookie | {"origin": "https://evil.example"}):
            pass
