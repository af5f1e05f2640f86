"""Reading by REST: jobs, results, lists, and nothing of strangers."""

from uuid import UUID, uuid4

import pytest

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.result_store import PostgresResultStore
from engine.domain.report import JobReport
from engine.domain.run import Generation, GenerationStatus
from tests.accounts import Tenant, submit
from tests.api.test_pipeline_run import problem
from tests.graphql.service import Client
from tests.graphql.test_reading import finish

SET = """
id: own_rules
version: {version}
title: Own rules
description: {description}
kinds: [python]
rules:
  - id: no_eval
    name: No eval
    description: No code is made at run time.
    severity: mandatory
    detector: dynamic_code
"""


async def test_results_hold_metrics_and_pages_of_runs(
    client: Client, database: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID
) -> None:
    job_id = (await submit(database, ada, contract_id)).job_id
    before = (await client.http.get(f"/api/v1/jobs/{job_id}/results")).json()
    assert (before["job"]["status"], before["result"], before["runs"]) == ("queued", None, {"items": [], "next": None})
    await finish(store, ada, job_id)
    pages, place = [], None
    while True:
        query = {"first": "2"} | ({"after": place} if place else {})
        page = (await client.http.get(f"/api/v1/jobs/{job_id}/results", params=query)).json()
        pages.append([(run["run_index"], run["raw_output"], run["oracle_passed"]) for run in page["runs"]["items"]])
        place = page["runs"]["next"]
        if place is None:
            break
    assert pages == [[(0, "raw 0", True), (1, "raw 1", False)], [(2, "raw 2", True)]]
    metrics = {item["name"]: item for item in page["result"]["metrics"]}
    assert metrics["R_raw"]["interval"] == {"low": 0.25, "high": 0.9, "confidence": 0.95}
    assert (metrics["R_raw"]["numerator"], metrics["R_raw"]["denominator"]) == (2, 3)
    assert (metrics["rescue_rate"]["value"], metrics["rescue_rate"]["not_scored_reason"]) == (None, "nothing to rescue")
    assert page["result"]["notices"] == ["Sample."]


async def test_lists_are_paged(client: Client, preset_ids: tuple[UUID, UUID]) -> None:
    contract, rules = preset_ids
    found = (await client.http.get("/api/v1/contracts", params={"first": "1"})).json()
    assert [(item["id"], item["name"], item["source"]) for item in found["items"]] == [(str(contract), "fibonacci", "preset")]
    assert found["next"] is None
    sets = (await client.http.get("/api/v1/restrictions", params={"newest_only": "true", "kind": "python"})).json()
    assert [(item["id"], [rule["id"] for rule in item["rules"]]) for item in sets["items"]] == [
        (str(rules), ["no_recursion", "zero_warnings"])
    ]


async def test_a_restriction_set_is_added_once(client: Client, preset_ids: tuple[UUID, UUID]) -> None:
    first = SET.format(version="1.0.0", description="One.")
    answers = [await client.http.post("/api/v1/restrictions", json={"document": text}) for text in (first, first)]
    assert [answer.status_code for answer in answers] == [201, 200]
    assert answers[0].json() == answers[1].json()
    changed = await client.http.post("/api/v1/restrictions", json={"document": SET.format(version="1.0.0", description="Two.")})
    assert problem(changed) == (422, "INVALID_INPUT", "the version is 1.0.0; it must be above the newest, 1.0.0")
    newer = await client.http.post("/api/v1/restrictions", json={"document": SET.format(version="1.1.0", description="Two.")})
    assert (newer.status_code, newer.json()["version"]) == (201, "1.1.0")
    page = (await client.http.get("/api/v1/restrictions", params={"search": "own", "first": "1"})).json()
    rest = (await client.http.get("/api/v1/restrictions", params={"search": "own", "first": "1", "after": page["next"]})).json()
    assert [page["items"][0]["version"], rest["items"][0]["version"], rest["next"]] == ["1.0.0", "1.1.0", None]


async def test_faults_of_a_document_are_named(client: Client) -> None:
    response = await client.http.post("/api/v1/restrictions", json={"document": "id: x"})
    assert problem(response)[:2] == (422, "INVALID_INPUT")
    assert len(response.json()["faults"]) > 1


@pytest.mark.parametrize("address", ["", "/results", "/export"])
async def test_a_strangers_job_reads_like_none(foreigner: Client, database: Database, ada: Tenant, contract_id: UUID, address: str) -> None:
    theirs, nothing = (await submit(database, ada, contract_id)).job_id, uuid4()
    for key in (theirs, nothing):
        response = await foreigner.http.get(f"/api/v1/jobs/{key}{address}")
        assert problem(response) == (404, "NOT_FOUND", f"there is no job '{key}'")


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ({"first": "0"}, "$.first"),
        ({"first": "201"}, "$.first"),
        ({"first": "ten"}, "$.first"),
        ({"kind": "cobol"}, "$.kind"),
        ({"newest_only": "yes"}, "$.newest_only"),
        ({"search": "a\x00"}, "$.search"),
        ({"order": "name"}, "$.order"),
    ],
)
async def test_queries_that_do_not_fit_are_named(client: Client, query: dict[str, str], path: str) -> None:
    response = await client.http.get("/api/v1/contracts", params=query)
    assert problem(response)[:2] == (422, "INVALID_INPUT")
    assert [fault["path"] for fault in response.json()["faults"]] == [path]


@pytest.mark.parametrize("place", ["rubbish", "x" * 501, "YWZ0ZXI6", "\x00", "aW5kZXg6MQ=="])
async def test_a_place_that_is_none_is_refused(client: Client, place: str) -> None:
    assert problem(await client.http.get("/api/v1/contracts", params={"after": place}))[:2] == (422, "INVALID_INPUT")


async def test_addresses_and_methods_that_do_not_exist(client: Client) -> None:
    assert problem(await client.http.get("/api/v1/nothing"))[:2] == (404, "NOT_FOUND")
    assert problem(await client.http.get("/api/v1/jobs/rubbish"))[:2] == (404, "NOT_FOUND")
    wrong = await client.http.delete("/api/v1/contracts")
    assert problem(wrong) == (405, "METHOD_NOT_ALLOWED", "this address answers GET")
    assert wrong.headers["allow"] == "GET"
    assert problem(await client.http.get("/api/v1/contracts?first=1&first=2"))[:2] == (422, "INVALID_INPUT")


async def test_a_partial_job_says_what_came_instead_of_answers(
    client: Client, database: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID
) -> None:
    job_id = (await submit(database, ada, contract_id)).job_id
    claimed = await store.claim(ada.scope, job_id, 60)
    assert claimed is not None
    for index, status in enumerate((GenerationStatus.GENERATED, GenerationStatus.REFUSED, GenerationStatus.TIMED_OUT)):
        output = "def fibonacci(n): ..." if status is GenerationStatus.GENERATED else None
        await store.save_generation(claimed[0], Generation(index, status, output))
    running = (await client.http.get(f"/api/v1/jobs/{job_id}")).json()
    assert (running["status"], running["is_partial"]) == ("running", False)
    await store.complete(claimed[0], JobReport("0.1.0", None, {}, (), ()))
    job = (await client.http.get(f"/api/v1/jobs/{job_id}")).json()
    assert (job["status"], job["is_partial"], job["retry_count"]) == ("completed", True, 0)
    counts = {name: job["progress"][name] for name in ("total", "generated", "unanswered", "failed", "refused", "timed_out")}
    assert counts == {"total": 3, "generated": 1, "unanswered": 2, "failed": 0, "refused": 1, "timed_out": 1}
