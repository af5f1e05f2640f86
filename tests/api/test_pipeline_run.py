"""Submitting by REST: once per client job id, with problem details for everything that is wrong."""

import asyncio
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import update

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.tables import MembershipRow
from engine.domain.quota import Allowance, Tier
from tests.accounts import Tenant
from tests.graphql.service import Client, Service
from tests.graphql.test_submit_job import count_jobs

RUN = "/api/v1/pipeline/run"


def order(contract: UUID, **changes: Any) -> dict[str, Any]:
    return {"contract_id": str(contract), "pins": {"provider": "fake", "model": "echo"}, "num_runs": 3} | changes


def problem(response: httpx.Response) -> tuple[int, str, str]:
    assert response.headers["content-type"] == "application/problem+json"
    said = response.json()
    assert (said["status"], said["instance"]) == (response.status_code, response.request.url.raw_path.decode().partition("?")[0])
    assert said["request_id"] == response.headers["x-request-id"]
    return response.status_code, said["code"], said["detail"]


async def test_a_new_job_is_202_and_the_same_again_200(client: Client, preset_ids: tuple[UUID, UUID]) -> None:
    contract, rules = preset_ids
    sent = order(contract, client_job_id="nightly", restriction_set_ids=[str(rules)])
    first, second = [await client.http.post(RUN, json=sent) for _ in range(2)]
    assert [first.status_code, second.status_code] == [202, 200]
    job = first.json()["job"]
    assert first.json() == {"job": job, "is_new": True, "notices": ["Not a model."]}
    assert second.json() == {"job": job, "is_new": False, "notices": ["Not a model."]}
    assert (job["status"], job["client_job_id"], job["restriction_set_ids"]) == ("queued", "nightly", [str(rules)])
    assert first.headers["location"] == f"/api/v1/jobs/{job['id']}"
    found = await client.http.get(first.headers["location"])
    assert (found.status_code, found.json()) == (200, job)


async def test_an_idempotency_key_stands_for_a_client_job_id(client: Client, owner: Database, contract_id: UUID) -> None:
    headers = {"Idempotency-Key": "a-key"}
    answers = await asyncio.gather(*(client.http.post(RUN, json=order(contract_id), headers=headers) for _ in range(10)))
    assert sorted(answer.status_code for answer in answers) == [200] * 9 + [202]
    assert {answer.json()["job"]["client_job_id"] for answer in answers} == {"a-key"}
    assert await count_jobs(owner) == 1
    both = await client.http.post(RUN, json=order(contract_id, client_job_id="another"), headers=headers)
    words = "Idempotency-Key and client_job_id differ; send one of them, or the same text in both"
    assert problem(both) == (422, "INVALID_INPUT", words)
    changed = await client.http.post(RUN, json=order(contract_id, num_runs=4), headers=headers)
    assert problem(changed) == (422, "INVALID_INPUT", "this client job id was used for another experiment")
    assert changed.json()["faults"] == [
        {"message": "this client job id was used for another experiment", "path": "$.client_job_id", "line": None}
    ]
    assert await count_jobs(owner) == 1


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"num_runs": 0}, "$.num_runs"),
        ({"num_runs": "3"}, "$.num_runs"),
        ({"num_runs": 11}, "$.num_runs"),
        ({"pins": {"provider": "fake", "model": "echo", "temperature": 3}}, "$.pins.temperature"),
        ({"pins": {"provider": "nobody", "model": "echo"}}, "$.pins.provider"),
        ({"accepted_evidence": "unheard of"}, "$.accepted_evidence"),
        ({"client_job_id": "a\x00b"}, "$.client_job_id"),
        ({"client_job_id": "x" * 201}, "$.client_job_id"),
        ({"contract_id": "rubbish"}, "$.contract_id"),
        ({"unknown": 1}, "$.unknown"),
    ],
)
async def test_what_is_wrong_is_named_and_nothing_is_stored(
    client: Client, owner: Database, contract_id: UUID, changes: dict[str, Any], path: str
) -> None:
    response = await client.http.post(RUN, json=order(contract_id, **changes))
    assert problem(response)[:2] == (422, "INVALID_INPUT")
    assert [fault["path"] for fault in response.json()["faults"]] == [path]
    assert await count_jobs(owner) == 0


async def test_bodies_that_are_none(client: Client, contract_id: UUID) -> None:
    json_type = {"content-type": "application/json"}
    assert problem(await client.http.post(RUN, content=b"{", headers=json_type))[:2] == (400, "BAD_REQUEST")
    assert problem(await client.http.post(RUN, content=b'"\xff"', headers=json_type))[:2] == (400, "BAD_REQUEST")
    assert problem(await client.http.post(RUN, content=b'{"num_runs": NaN}', headers=json_type))[:2] == (422, "INVALID_INPUT")
    assert problem(await client.http.post(RUN, content=b"{}", headers={"content-type": "text/plain"}))[:2] == (
        415,
        "UNSUPPORTED_MEDIA_TYPE",
    )
    large = await client.http.post(RUN, content=b"x" * 1_000_001, headers=json_type)
    assert problem(large) == (413, "BODY_TOO_LARGE", "the request is larger than 1000000 bytes")


async def test_nobody_viewers_and_foreign_pages_are_refused(
    anonymous: Client, client: Client, owner: Database, ada: Tenant, ada_token: str, contract_id: UUID
) -> None:
    nobody = await anonymous.http.post(RUN, json=order(contract_id))
    assert problem(nobody)[:2] == (401, "NOT_SIGNED_IN")
    assert nobody.headers["www-authenticate"] == "Bearer"
    cookie = {"cookie": f"skyt_session={ada_token}"}
    foreign = await anonymous.http.post(RUN, json=order(contract_id), headers=cookie | {"origin": "https://evil.example"})
    assert problem(foreign)[:2] == (403, "WRONG_ORIGIN")
    own = await anonymous.http.post(RUN, json=order(contract_id), headers=cookie)
    assert own.status_code == 202
    async with owner.unscoped_transaction() as connection:
        await connection.execute(update(MembershipRow).where(MembershipRow.user_id == ada.scope.user_id).values(role="viewer"))  # type: ignore[arg-type]
    assert problem(await client.http.post(RUN, json=order(contract_id)))[:2] == (403, "NOT_ALLOWED")


async def test_a_quota_that_is_used_up_says_when_there_is_room(client: Client, service: Service, contract_id: UUID) -> None:
    service.services.settings.allowances = {Tier.FREE: Allowance(4, 10, 20, 600)}
    assert (await client.http.post(RUN, json=order(contract_id))).status_code == 202
    response = await client.http.post(RUN, json=order(contract_id))
    assert problem(response)[:2] == (429, "QUOTA_EXCEEDED")
    said = response.json()
    assert (said["quota"], said["limit"], said["used"], said["requested"]) == ("runs_per_day", 4, 3, 3)
    assert int(response.headers["retry-after"]) > 0


async def test_one_request_too_many(client: Client, service: Service) -> None:
    service.services.settings.allowances = {Tier.FREE: Allowance(4, 10, 20, 2)}
    answers = [await client.http.get("/api/v1/contracts") for _ in range(3)]
    assert [answer.headers["ratelimit-remaining"] for answer in answers] == ["1", "0", "0"]
    assert problem(answers[2])[:2] == (429, "TOO_MANY_REQUESTS")
    assert 0 < int(answers[2].headers["retry-after"]) <= 60


async def test_a_stored_failure_is_masked(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the password is 1234")

    monkeypatch.setattr("api.http.rest.outputs.ContractOutput.of", broken)
    monkeypatch.setattr("api.http.rest.versions.contracts_page", broken)
    response = await client.http.get("/api/v1/contracts", headers={"x-request-id": "mine"})
    assert problem(response) == (500, "INTERNAL", "something went wrong on our side; name this id when you report it: mine")
