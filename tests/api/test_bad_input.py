"""Bad input through both doors: typed, cheap, the same answer, and nothing stored that was not asked for."""

import json
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import text

from api.schema.node import node_id
from api.use_cases.organization import add_key, end_key
from engine.adapters.postgres.database import Database
from tests.accounts import Tenant
from tests.api.test_pipeline_run import RUN, order, problem
from tests.graphql.service import Client, Service
from tests.graphql.test_submit_job import SUBMIT, count_jobs
from tests.graphql.test_submit_job import order as graph_order

JSON = {"content-type": "application/json"}
DEEP = 20_000


async def roles(service: Service, token: str) -> tuple[Any, int]:
    """What a token is worth at both doors: the graph's viewer, and the status of a list."""
    client = service.client(token)
    seen = (await client.data("{ viewer { role } }"))["viewer"], (await client.http.get("/api/v1/contracts")).status_code
    await client.http.aclose()
    return seen


@pytest.mark.parametrize("forged", ["x", "skyt_" + "A" * 43, "A" * 43, "Bearer", "é" * 20, "0" * 199, "eyJhbGciOiJub25lIn0.e30."])
async def test_a_forged_token_is_nobodys(service: Service, forged: str) -> None:
    client = service.client()
    client.http.headers = httpx.Headers([(b"authorization", b"Bearer " + forged.encode("latin-1"))])
    assert await client.data("{ viewer { role } }") == {"viewer": None}
    assert problem(await client.http.get("/api/v1/contracts"))[:2] == (401, "NOT_SIGNED_IN")
    await client.http.aclose()


async def test_tokens_and_keys_that_ran_out_are_nobodys(service: Service, owner: Database, ada: Tenant, ada_token: str) -> None:
    services, scope = service.services, ada.scope
    expiring, revoked = [await add_key(services, scope, name, "read", 1) for name in ("expiring", "revoked")]
    tokens = (ada_token, expiring.key, revoked.key)
    assert [(await roles(service, token))[1] for token in tokens] == [200, 200, 200]
    await end_key(services, scope, revoked.record.id)
    async with owner.unscoped_transaction() as connection:
        await connection.execute(text("update sessions set expires_at = now() - interval '1 second'"))
        await connection.execute(text("update api_keys set expires_at = now() - interval '1 second' where name = 'expiring'"))
    assert [await roles(service, token) for token in tokens] == [(None, 401)] * 3


@pytest.mark.parametrize("path", ["jobs/a%0Ab", "jobs/stream/a%0A", "%0A", "nowhere"])
async def test_an_address_that_is_none_is_answered_by_a_problem(service: Service, ada_token: str, path: str) -> None:
    client = service.client(ada_token)
    assert problem(await client.http.get(f"/api/v1/{path}"))[:2] == (404, "NOT_FOUND")
    await client.http.aclose()


@pytest.mark.parametrize("odd", ["a\x00b", "\u202e" * 3, "\U0001f600" * 50, "e\u0301", "\ufeff", "\uffff", "' or 1=1 --", "%00", "${7*7}"])
async def test_odd_texts_are_kept_exactly_or_refused_at_both_doors(client: Client, owner: Database, contract_id: UUID, odd: str) -> None:
    is_refused = "\x00" in odd
    rest = await client.http.post(RUN, json=order(contract_id, client_job_id=f"rest {odd}"))
    graph = (await client.data(SUBMIT, input=graph_order(contract_id, clientJobId=f"graph {odd}")))["submitJob"]
    assert (rest.status_code, graph["__typename"]) == ((422, "InvalidInput") if is_refused else (202, "JobSubmitted"))
    assert await count_jobs(owner) == (0 if is_refused else 2)
    if not is_refused:
        assert rest.json()["job"]["client_job_id"] == f"rest {odd}"


@pytest.mark.parametrize("odd", ["a\x00b", "\U0001f600" * 50])
async def test_odd_prompts_are_kept_exactly(client: Client, contract_id: UUID, odd: str) -> None:
    pins = {"provider": "fake", "model": "echo", "system_prompt": odd}
    answer = await client.http.post(RUN, json=order(contract_id, pins=pins))
    assert (answer.status_code, answer.json()["job"]["pins"]["system_prompt"]) == (202, odd)
    pins = {"provider": "fake", "model": "echo", "systemPrompt": odd}
    query = SUBMIT.replace("status numRuns", "status pins { systemPrompt } numRuns")
    submitted = (await client.data(query, input=graph_order(contract_id, pins=pins)))["submitJob"]
    assert submitted["job"]["pins"] == {"systemPrompt": odd}


async def test_json_that_is_too_deep_is_refused_at_both_doors(client: Client) -> None:
    nested = "[" * DEEP + "]" * DEEP
    graph = await client.http.post(
        "/graphql", content=f'{{"query": "{{ viewer {{ role }} }}", "variables": {{"a": {nested}}}}}', headers=JSON
    )
    assert (graph.status_code, graph.json()["errors"][0]["extensions"]["code"]) == (400, "BAD_REQUEST")
    rest = await client.http.post(RUN, content=f'{{"contract_id": {nested}}}', headers=JSON)
    assert problem(rest)[:2] == (400, "BAD_REQUEST")


async def test_huge_variables_are_refused_at_both_doors(client: Client, owner: Database, contract_id: UUID) -> None:
    many = [str(uuid4()) for _ in range(20_000)]
    rest = await client.http.post(RUN, json=order(contract_id, restriction_set_ids=many))
    assert problem(rest)[:2] == (422, "INVALID_INPUT")
    sent = graph_order(contract_id, restrictionSetIds=[node_id("RestrictionSet", UUID(key)) for key in many[:12_000]])
    graph = (await client.data(SUBMIT, input=sent))["submitJob"]
    assert (graph["__typename"], graph["faults"][0]["path"]) == ("InvalidInput", "$.restrictionSetIds")
    long = json.dumps({"query": "{ viewer { role } }", "variables": {"a": "x" * 1_000_000}})
    assert (await client.http.post("/graphql", content=long, headers=JSON)).status_code == 413
    assert await count_jobs(owner) == 0


@pytest.mark.parametrize("first", ["0", "-1", "201", "2147483648", "1e3", "9" * 400])
async def test_oversized_pages_are_refused_at_both_doors(client: Client, first: str) -> None:
    assert problem(await client.http.get("/api/v1/contracts", params={"first": first}))[:2] == (422, "INVALID_INPUT")
    answer = await client.execute(f"{{ contracts(first: {first}) {{ nodes {{ id }} }} }}")
    assert answer["data"] is None
    assert answer["errors"]
    assert answer["errors"][0].get("extensions", {}).get("code") != "INTERNAL"
