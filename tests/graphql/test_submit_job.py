"""Submitting jobs: exact answers, once per client job id, nothing half-written."""

import asyncio
from typing import Any
from uuid import UUID

import pytest
from redis.asyncio import Redis
from sqlalchemy import func, select, update

from api.schema.node import key_of, node_id
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.result_store import PostgresResultStore
from engine.adapters.postgres.tables import JobRow, MembershipRow
from tests.accounts import Tenant
from tests.graphql.service import Client, Service

SUBMIT = """
mutation Submit($input: SubmitJobInput!) {
  submitJob(input: $input) {
    __typename
    ... on JobSubmitted { isNew job { id status numRuns contract { name } restrictionSets { name } progress { total lastEventNumber } } }
    ... on Problem { code message hint }
    ... on InvalidInput { faults { path message } }
  }
}
"""


def order(contract_id: UUID, **changes: Any) -> dict[str, Any]:
    return {"contractId": node_id("Contract", contract_id), "pins": {"provider": "fake", "model": "echo"}, "numRuns": 3} | changes


async def count_jobs(owner: Database) -> int:
    async with owner.unscoped_transaction() as connection:
        return (await connection.execute(select(func.count()).select_from(JobRow.__table__))).scalar_one()


async def test_a_job_is_stored_and_a_worker_is_woken(
    client: Client, service: Service, preset_ids: tuple[UUID, UUID], redis_url: str
) -> None:
    contract, rules = preset_ids
    data = await client.data(SUBMIT, input=order(contract, restrictionSetIds=[node_id("RestrictionSet", rules)]))
    assert data["submitJob"]["job"].pop("id")
    assert data["submitJob"] == {
        "__typename": "JobSubmitted",
        "isNew": True,
        "job": {
            "status": "QUEUED",
            "numRuns": 3,
            "contract": {"name": "fibonacci"},
            "restrictionSets": [{"name": "nasa_power_of_ten"}],
            "progress": {"total": 3, "lastEventNumber": 1},
        },
    }
    async with Redis.from_url(redis_url) as redis:
        assert await redis.llen("dramatiq:jobs") == 1


async def test_how_to_judge_is_part_of_the_experiment(client: Client, database: Database, ada: Tenant, contract_id: UUID) -> None:
    shown = "query($id: ID!) { job(id: $id) { analyses acceptedEvidence anchorStrategy } }"
    for wanted in (
        {"analyses": [], "acceptedEvidence": "CHECKED", "anchorStrategy": "FIRST"},
        {"analyses": ["R_raw", "properties"], "acceptedEvidence": "IDENTICAL", "anchorStrategy": "MEDOID"},
    ):
        submitted = (await client.data(SUBMIT, input=order(contract_id, **wanted)))["submitJob"]
        assert await client.data(shown, id=submitted["job"]["id"]) == {"job": wanted}
        key = key_of(submitted["job"]["id"], "Job")
        assert key is not None
        taken = await PostgresResultStore(database).claim(ada.scope, key, 60)
        assert taken is not None
        config = taken[0].config
        assert [list(config.analyses), config.accepted_evidence.name, config.anchor_strategy.name] == list(wanted.values())


async def test_twenty_equal_submissions_at_once_make_one_job(client: Client, owner: Database, contract_id: UUID, redis_url: str) -> None:
    answers = await asyncio.gather(*(client.data(SUBMIT, input=order(contract_id, clientJobId="once")) for _ in range(20)))
    assert sorted(answer["submitJob"]["isNew"] for answer in answers) == [False] * 19 + [True]
    assert await count_jobs(owner) == 1
    async with Redis.from_url(redis_url) as redis:
        assert await redis.llen("dramatiq:jobs") == 1


async def test_a_client_job_id_cannot_name_two_experiments(client: Client, owner: Database, contract_id: UUID) -> None:
    await client.data(SUBMIT, input=order(contract_id, clientJobId="once"))
    data = await client.data(SUBMIT, input=order(contract_id, clientJobId="once", numRuns=4))
    assert data["submitJob"] == {
        "__typename": "InvalidInput",
        "code": "INVALID_INPUT",
        "message": "this client job id was used for another experiment",
        "hint": "use a new clientJobId, or send the same input again",
        "faults": [{"path": "$.clientJobId", "message": "this client job id was used for another experiment"}],
    }
    assert await count_jobs(owner) == 1


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"numRuns": 0}, [("$.numRuns", "numRuns is 0; it must be from 1 to 1000")]),
        ({"numRuns": 1001}, [("$.numRuns", "numRuns is 1001; it must be from 1 to 1000")]),
        ({"numRuns": 11}, [("$.numRuns", "only 10 runs can be had")]),
        ({"clientJobId": ""}, [("$.clientJobId", "clientJobId must have from 1 to 200 characters")]),
        (
            {"analyses": ["R_nothing", "R_raw", "properties", "summary", "R_none"]},
            [("$.analyses[0]", "there is no metric 'R_nothing'"), ("$.analyses[4]", "there is no metric 'R_none'")],
        ),
        (
            {"pins": {"provider": "fake", "model": "echo", "temperature": 2.5, "topP": 0}},
            [
                ("$.pins.temperature", "temperature is 2.5; it must be from 0 to 2"),
                ("$.pins.topP", "topP is 0.0; it must be above 0 and at most 1"),
            ],
        ),
        ({"pins": {"provider": "nobody", "model": "echo"}}, [("$.pins.provider", "there is no provider 'nobody'")]),
        ({"pins": {"provider": "fake", "model": "x"}}, [("$.pins.model", "provider 'fake' has no model 'x' for this contract")]),
    ],
)
async def test_what_is_wrong_is_named_and_nothing_is_stored(
    client: Client, owner: Database, contract_id: UUID, changes: dict[str, Any], faults: list[tuple[str, str]]
) -> None:
    answer = (await client.data(SUBMIT, input=order(contract_id, **changes)))["submitJob"]
    assert answer["__typename"] == "InvalidInput"
    assert [(fault["path"], fault["message"]) for fault in answer["faults"]] == faults
    assert await count_jobs(owner) == 0


async def test_unknown_ids_are_not_found(client: Client, owner: Database, contract_id: UUID) -> None:
    missing = UUID(int=7)
    for changes, message in (
        ({"contractId": node_id("Contract", missing)}, f"there is no contract '{missing}'"),
        ({"contractId": "rubbish"}, "there is no contract 'rubbish'"),
        ({"restrictionSetIds": [node_id("RestrictionSet", missing)]}, f"there is no restriction set '{missing}'"),
    ):
        answer = (await client.data(SUBMIT, input=order(contract_id, **changes)))["submitJob"]
        assert (answer["__typename"], answer["message"]) == ("NotFound", message)
    assert await count_jobs(owner) == 0


async def test_nobody_and_mere_viewers_are_refused(
    anonymous: Client, client: Client, owner: Database, ada: Tenant, contract_id: UUID
) -> None:
    answer = (await anonymous.data(SUBMIT, input=order(contract_id)))["submitJob"]
    assert answer == {
        "__typename": "NotSignedIn",
        "code": "NOT_SIGNED_IN",
        "message": "sign in to do this",
        "hint": "use the mutation signIn",
    }
    async with owner.unscoped_transaction() as connection:
        await connection.execute(update(MembershipRow).where(MembershipRow.user_id == ada.scope.user_id).values(role="viewer"))
    answer = (await client.data(SUBMIT, input=order(contract_id)))["submitJob"]
    assert (answer["__typename"], answer["message"]) == ("NotAllowed", "your role in this organization (viewer) does not allow this")
    assert await count_jobs(owner) == 0
