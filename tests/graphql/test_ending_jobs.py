"""Cancelling and retrying jobs through GraphQL: exact answers, once, inside the organization only."""

from typing import Any
from uuid import UUID

import pytest
from redis.asyncio import Redis
from sqlalchemy import text, update

from api.schema.node import node_id
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.result_store import PostgresResultStore
from engine.adapters.postgres.tables import MembershipRow
from engine.adapters.redis.progress_sink import ENDED_CHANNEL
from engine.domain.errors import LeaseLost
from engine.domain.job import LeasedJob
from engine.domain.report import JobReport
from engine.domain.run import Generation, GenerationStatus
from tests.accounts import Tenant, submit
from tests.graphql.service import Client

CANCEL = """
mutation Cancel($id: ID!) {
  cancelJob(id: $id) {
    __typename
    ... on JobCancelled { job { status endReason errorMessage isPartial progress { generated } events { kind payload } } }
    ... on Problem { code message hint }
  }
}
"""
RETRY = """
mutation Retry($id: ID!) {
  retryJob(id: $id) {
    __typename
    ... on JobRetried {
      isNew
      job {
        id status numRuns isPartial retryOf { id status } events { kind payload }
        progress { generated unanswered failed refused timedOut }
        runs { edges { node { runIndex status rawOutput } } }
      }
    }
    ... on Problem { code message hint }
  }
}
"""
ENDED = {"code": "NOT_POSSIBLE", "hint": "nothing is left to cancel"}
OUTCOMES = (GenerationStatus.GENERATED, GenerationStatus.REFUSED, GenerationStatus.TIMED_OUT, GenerationStatus.FAILED)


async def leased(store: PostgresResultStore, database: Database, tenant: Tenant, contract_id: UUID, num_runs: int = 4) -> LeasedJob:
    submitted = await submit(database, tenant, contract_id, num_runs)
    claimed = await store.claim(tenant.scope, submitted.job_id, 60)
    assert claimed is not None
    return claimed[0]


async def with_outcomes(store: PostgresResultStore, job: LeasedJob) -> None:
    for index, status in enumerate(OUTCOMES):
        output = "answer" if status is GenerationStatus.GENERATED else None
        await store.save_generation(job, Generation(index, status, output, None if output else "why"))


async def test_a_running_job_is_cancelled_and_its_worker_writes_nothing_more(
    client: Client, database: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID, redis_url: str
) -> None:
    job = await leased(store, database, ada, contract_id)
    await store.save_generation(job, Generation(0, GenerationStatus.GENERATED, "answer"))
    async with Redis.from_url(redis_url) as redis, redis.pubsub(ignore_subscribe_messages=True) as pubsub:
        await pubsub.subscribe(ENDED_CHANNEL)
        await pubsub.get_message(timeout=5)
        cancelled = (await client.data(CANCEL, id=node_id("Job", job.id)))["cancelJob"]
        told = None
        while told is None:
            told = await pubsub.get_message(timeout=5)
    again = (await client.data(CANCEL, id=node_id("Job", job.id)))["cancelJob"]

    assert told["data"] == str(job.id).encode()
    assert again == cancelled
    assert cancelled["__typename"] == "JobCancelled"
    events = cancelled["job"].pop("events")
    assert cancelled["job"] == {
        "status": "CANCELLED",
        "endReason": "CANCELLED_BY_USER",
        "errorMessage": "the job was cancelled",
        "isPartial": True,
        "progress": {"generated": 1},
    }
    counted = {"generated": 1, "unanswered": 0, "failed": 0, "refused": 0, "timed_out": 0, "total": 4}
    assert events[-1] == {"kind": "JOB_CANCELLED", "payload": {"reason": "cancelled_by_user", **counted}}
    with pytest.raises(LeaseLost):
        await store.save_generation(job, Generation(1, GenerationStatus.GENERATED, "late"))


async def test_a_job_that_has_ended_is_not_cancelled(
    client: Client, database: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID
) -> None:
    job = await leased(store, database, ada, contract_id)
    await store.complete(job, JobReport("0.1.0", None, {}, (), ()))

    answer = (await client.data(CANCEL, id=node_id("Job", job.id)))["cancelJob"]

    assert answer == {"__typename": "NotPossible", "message": "the job has ended already: it is completed", **ENDED}


async def test_a_retry_takes_over_answers_and_refusals_and_asks_for_the_rest_once(
    client: Client, database: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID, redis_url: str
) -> None:
    job = await leased(store, database, ada, contract_id)
    await with_outcomes(store, job)
    await store.complete(job, JobReport("0.1.0", None, {}, (), ()))

    retried = (await client.data(RETRY, id=node_id("Job", job.id)))["retryJob"]
    again = (await client.data(RETRY, id=node_id("Job", job.id)))["retryJob"]

    assert (retried.pop("isNew"), again.pop("isNew"), again) == (True, False, retried)
    retried["job"].pop("id")
    payload = {"num_runs": 4, "retry_of": str(job.id), "kept": 2}
    assert retried["job"] == {
        "status": "QUEUED",
        "numRuns": 4,
        "isPartial": False,
        "retryOf": {"id": node_id("Job", job.id), "status": "COMPLETED"},
        "events": [{"kind": "JOB_QUEUED", "payload": payload}],
        "progress": {"generated": 1, "unanswered": 1, "failed": 0, "refused": 1, "timedOut": 0},
        "runs": {
            "edges": [
                {"node": {"runIndex": 0, "status": "GENERATED", "rawOutput": "answer"}},
                {"node": {"runIndex": 1, "status": "REFUSED", "rawOutput": None}},
            ]
        },
    }
    async with Redis.from_url(redis_url) as redis:
        assert await redis.llen("dramatiq:jobs") == 1


async def test_what_a_retry_takes_over_is_not_generated_again(
    client: Client, database: Database, owner: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID
) -> None:
    job = await leased(store, database, ada, contract_id)
    await with_outcomes(store, job)
    await client.data(CANCEL, id=node_id("Job", job.id))
    await client.data(RETRY, id=node_id("Job", job.id))
    async with owner.unscoped_transaction() as connection:
        new_id = (await connection.execute(text("select id from jobs where retry_of = :id"), {"id": job.id})).scalar_one()
        sources = (await connection.execute(text("select taken_from from runs where job_id = :id"), {"id": new_id})).scalars().all()

    claimed = await store.claim(ada.scope, new_id, 60)

    assert claimed is not None
    assert [item.run_index for item in await store.stored_generations(claimed[0])] == [0, 1]
    assert sources == [job.id, job.id]


async def test_jobs_without_anything_to_retry_say_so(
    client: Client, database: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID
) -> None:
    job = await leased(store, database, ada, contract_id, num_runs=2)
    running = (await client.data(RETRY, id=node_id("Job", job.id)))["retryJob"]
    await store.save_generation(job, Generation(0, GenerationStatus.GENERATED, "answer"))
    await store.save_generation(job, Generation(1, GenerationStatus.REFUSED, None, "no"))
    await store.complete(job, JobReport("0.1.0", None, {}, (), ()))
    answered = (await client.data(RETRY, id=node_id("Job", job.id)))["retryJob"]

    assert (running["__typename"], running["message"]) == ("NotPossible", "the job has not ended: it is running")
    assert (answered["__typename"], answered["message"]) == (
        "NotPossible",
        "every run of this job has an answer; a refusal counts as one",
    )


@pytest.mark.parametrize(("mutation", "field"), [(CANCEL, "cancelJob"), (RETRY, "retryJob")])
async def test_strangers_viewers_and_nobody_change_nothing(
    mutation: str,
    field: str,
    client: Client,
    foreigner: Client,
    anonymous: Client,
    owner: Database,
    database: Database,
    ada: Tenant,
    contract_id: UUID,
) -> None:
    job_id = (await submit(database, ada, contract_id)).job_id
    node = node_id("Job", job_id)

    async def asked(who: Client, job: str = node) -> dict[str, Any]:
        return (await who.data(mutation, id=job))[field]

    assert await asked(foreigner) == {
        "__typename": "NotFound",
        "code": "NOT_FOUND",
        "message": f"there is no job '{job_id}'",
        "hint": None,
    }
    assert (await asked(client, "rubbish"))["message"] == "there is no job 'rubbish'"
    assert (await asked(anonymous))["__typename"] == "NotSignedIn"
    async with owner.unscoped_transaction() as connection:
        await connection.execute(update(MembershipRow).where(MembershipRow.user_id == ada.scope.user_id).values(role="viewer"))
    assert (await asked(client))["__typename"] == "NotAllowed"
    async with owner.unscoped_transaction() as connection:
        assert (await connection.execute(text("select array_agg(status) from jobs"))).scalar_one() == ["queued"]
