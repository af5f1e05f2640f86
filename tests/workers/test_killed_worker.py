"""A worker that is killed, stopped or woken twice in the middle of a job: nothing is lost and nothing is done twice."""

import asyncio
import os
import signal
from pathlib import Path
from uuid import UUID

from api.auth.provisioning import ensure_user
from api.queue import DramatiqJobQueue
from cli.client import jobs
from cli.client.graphql import GraphQLClient
from cli.embedded.servers import Addresses
from engine.adapters.postgres.database import Database
from tests.accounts import CONTRACT, Tenant
from tests.cli.stack_process import free_port
from tests.polling import until
from tests.workers.jobs import EXPERIMENT, NUM_RUNS, Stored, stored, submit_recorded
from tests.workers.processes import start_api, start_worker
from tests.workers.subscriber import subscribed

EMAIL, PASSWORD = "ada@example.org", "a long password"
RUNS = "query Runs($id: ID!) { job(id: $id) { status runs(first: 100) { edges { node { runIndex } } } } }"


async def until_stored(owner: Database, job_id: UUID, runs: int = 0, status: str | None = None) -> Stored:
    """Wait until so many runs are stored, or the job has a status."""
    async with asyncio.timeout(60):
        while True:
            seen = await stored(owner, job_id)
            if len(seen.run_indexes) >= runs and status in {None, seen.status}:
                return seen
            await asyncio.sleep(0.02)


def assert_complete(job: Stored, resumed: int) -> None:
    assert job.run_indexes == list(range(NUM_RUNS))
    assert_events([(number, kind.upper()) for number, kind in job.events], resumed)


def assert_events(events: list[tuple[int, str]], resumed: int) -> None:
    kinds = [kind for _, kind in events]
    assert [number for number, _ in events] == list(range(1, len(events) + 1))
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "JOB_QUEUED": 1,
        "JOB_STARTED": 1,
        **({"JOB_RESUMED": resumed} if resumed else {}),
        "RUN_GENERATED": NUM_RUNS,
        "RUN_ANALYSED": NUM_RUNS,
        "JOB_COMPLETED": 1,
    }


async def test_job_queued_without_a_message_is_found_and_run(
    stores: Addresses, database: Database, owner: Database, ada: Tenant, contract_id: UUID, recordings: Path, tmp_path: Path
) -> None:
    job_id = await submit_recorded(database, ada, contract_id)

    worker = await start_worker(stores, recordings, tmp_path / "worker.log", latency_ms=0)
    job = await until_stored(owner, job_id, status="completed")
    await worker.stop(10)

    assert_complete(job, resumed=0)


async def test_subscriber_sees_every_event_once_though_the_worker_is_killed(
    stores: Addresses, owner: Database, preset_ids: tuple[UUID, UUID], recordings: Path, tmp_path: Path
) -> None:
    await ensure_user(owner, EMAIL, "Ada", PASSWORD, "Ada")
    port = free_port()
    api = await start_api(stores, recordings, port, tmp_path / "api.log")
    first = await start_worker(stores, recordings, tmp_path / "first.log")
    async with GraphQLClient(f"http://127.0.0.1:{port}") as client:
        token = await jobs.sign_in(client, EMAIL, PASSWORD)
        job_id = (await jobs.submit(client, jobs.Submission(CONTRACT.id, "recorded", EXPERIMENT, NUM_RUNS))).id
        async with subscribed(client.base_url, token, job_id) as (subscriber, listening):
            await until(lambda: subscriber.count("RUN_GENERATED") >= 10)
            os.kill(first.pid, signal.SIGKILL)
            await first.wait()
            seen_before = list(subscriber.events)
            second = await start_worker(stores, recordings, tmp_path / "second.log")
            await asyncio.wait_for(listening, 60)
        runs = (await client.execute(RUNS, id=job_id))["job"]
    await asyncio.gather(second.stop(10), api.stop(10))

    assert subscriber.events[: len(seen_before)] == seen_before
    assert seen_before[-1][1] != "JOB_COMPLETED"
    assert_events(subscriber.events, resumed=1)
    assert runs == {"status": "COMPLETED", "runs": {"edges": [{"node": {"runIndex": index}} for index in range(NUM_RUNS)]}}


async def test_stopped_worker_gives_its_job_back(
    stores: Addresses, database: Database, owner: Database, ada: Tenant, contract_id: UUID, recordings: Path, tmp_path: Path
) -> None:
    job_id = await submit_recorded(database, ada, contract_id)
    first = await start_worker(stores, recordings, tmp_path / "first.log")
    await until_stored(owner, job_id, runs=10)
    os.kill(first.pid, signal.SIGTERM)
    exit_code = await first.wait()
    between = await stored(owner, job_id)

    second = await start_worker(stores, recordings, tmp_path / "second.log")
    after = await until_stored(owner, job_id, status="completed")
    await second.stop(10)

    assert (exit_code, between.status) == (0, "queued")
    assert_complete(after, resumed=1)


async def test_job_is_run_once_though_two_workers_are_woken_for_it(
    stores: Addresses, database: Database, owner: Database, ada: Tenant, contract_id: UUID, recordings: Path, tmp_path: Path
) -> None:
    job_id = await submit_recorded(database, ada, contract_id)
    queue = DramatiqJobQueue(stores.redis_url)
    for _ in range(4):
        await queue.send_run_job(ada.scope.organization_id, job_id)
    queue.close()

    workers = [await start_worker(stores, recordings, tmp_path / f"{name}.log", latency_ms=20) for name in ("first", "second")]
    job = await until_stored(owner, job_id, status="completed")
    await asyncio.gather(*(worker.stop(10) for worker in workers))

    assert_complete(job, resumed=0)
