"""What was found out about a job, and what an organization used, as nodes: their ids find exactly what they were given for, or nothing."""

import json
from base64 import b64decode, b64encode
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from api.schema.node import fingerprint, node_id
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.result_store import PostgresResultStore
from engine.domain.restriction import Violation
from tests.accounts import Tenant
from tests.graphql.found_job import EVAL, HASHES, WAIVED, add_found_job
from tests.graphql.service import Client

FOUND = """
query Found($id: ID!) {
  job(id: $id) {
    violations { nodes { id } }
    artifacts { nodes { id } }
    result { id bundle { id } behaviourClasses { id } rules { anchorPlaces { id } } }
    runs { nodes { violations { id } } }
  }
}
"""
NODE = """
query Node($id: ID!) {
  node(id: $id) {
    __typename id
    ... on Violation { ruleId line runIndex waiver excerpt }
    ... on BehaviourClass { number size runIndexes isAnchor passesOracle inputs witnesses { input } exampleOutput }
    ... on Artifact { contentHash fileName kind }
    ... on Member { role user { email } }
    ... on UsageLine { day provider model runs promptTokens }
    ... on Quota { tier }
    ... on JobResult { engineVersion }
  }
}
"""


@pytest.fixture
async def job_id(database: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID) -> UUID:
    return await add_found_job(database, store, ada, contract_id)


async def found_ids(client: Client, job_id: UUID) -> dict[str, list[str]]:
    """The ids of everything that was found out about the job, by what it is."""
    job = (await client.data(FOUND, id=node_id("Job", job_id)))["job"]
    return {
        "violations": [item["id"] for item in job["violations"]["nodes"]],
        "of runs": [item["id"] for run in job["runs"]["nodes"] for item in run["violations"]],
        "artifacts": [item["id"] for item in job["artifacts"]["nodes"]],
        "bundle": [job["result"]["bundle"]["id"]],
        "classes": [item["id"] for item in job["result"]["behaviourClasses"]],
        "of anchors": [item["id"] for rule in job["result"]["rules"] for item in rule["anchorPlaces"]],
        "result": [job["result"]["id"]],
    }


async def nodes(client: Client, ids: list[str]) -> list[Any]:
    return [(await client.data(NODE, id=key))["node"] for key in ids]


async def test_what_a_list_shows_is_found_again_by_its_id(client: Client, job_id: UUID) -> None:
    ids = await found_ids(client, job_id)
    assert ids["violations"] == ids["of runs"]
    assert len(set(ids["violations"])) == 5  # equal violations stand in different places
    assert ids["bundle"] == ids["artifacts"][:1]
    place = {"__typename": "Violation", "ruleId": "1", "excerpt": "eval(x)\x00"}
    reason = "the demo evaluates"
    assert await nodes(client, ids["violations"][:2] + ids["of anchors"]) == [
        place | {"id": ids["violations"][0], "line": 2, "runIndex": 0, "waiver": None},
        place | {"id": ids["violations"][1], "line": 3, "runIndex": 0, "waiver": reason},
        place | {"id": ids["of anchors"][0], "line": 3, "runIndex": None, "waiver": reason},
    ]
    behaves = {"__typename": "BehaviourClass", "inputs": 200}
    assert await nodes(client, ids["classes"]) == [
        behaves | {"id": ids["classes"][0], "number": 0, "size": 2, "runIndexes": [0, 1], "isAnchor": True, "passesOracle": True,
                   "witnesses": [{"input": "f(-1)"}], "exampleOutput": "raw 0"},
        behaves | {"id": ids["classes"][1], "number": 1, "size": 1, "runIndexes": [2], "isAnchor": False, "passesOracle": False,
                   "witnesses": [], "exampleOutput": "raw 2"},
        behaves | {"id": ids["classes"][2], "number": 2, "size": 1, "runIndexes": [3], "isAnchor": False, "passesOracle": True,
                   "witnesses": [], "exampleOutput": "raw 3"},
    ]  # fmt: skip
    assert await nodes(client, ids["artifacts"]) == [
        {"__typename": "Artifact", "id": key, "contentHash": content_hash, "fileName": f"{job_id}{name}", "kind": kind}
        for key, content_hash, name, kind in zip(
            ids["artifacts"], HASHES, (".skyt", "-0.json", "-2.json"), ("BUNDLE", "EXCHANGE", "EXCHANGE"), strict=True
        )
    ]


async def test_nodes_answers_as_node_does(client: Client, job_id: UUID) -> None:
    ids = await found_ids(client, job_id)
    asked = [ids["classes"][1], "nothing", ids["result"][0], node_id("Job", job_id), ids["classes"][1]]
    assert (await client.data("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=asked))["nodes"] == [
        {"id": asked[0]}, None, {"id": asked[2]}, {"id": asked[3]}, {"id": asked[4]}
    ]  # fmt: skip
    (error,) = (await client.execute("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=["x"] * 201))["errors"]
    assert (error["message"], error["extensions"]) == ("201 ids are named; ask for 200 at a time", {"code": "INVALID_INPUT"})


async def test_a_stranger_finds_none_of_them(foreigner: Client, client: Client, job_id: UUID) -> None:
    ids = [key for found in (await found_ids(client, job_id)).values() for key in found]
    assert await nodes(foreigner, ids) == [None] * len(ids)
    assert (await foreigner.data("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=ids))["nodes"] == [None] * len(ids)


async def test_after_another_analysis_an_id_finds_nothing_instead_of_something_else(client: Client, owner: Database, job_id: UUID) -> None:
    before = await found_ids(client, job_id)
    async with owner.unscoped_transaction() as connection:
        columns = (
            "organization_id, job_id, engine_version, metrics, rules, anchor, notices, config_snapshot, behaviour_classes, artifacts_url"
        )
        await connection.execute(
            text(f"insert into job_results ({columns}, created_at) select {columns}, now() + interval '1 s' from job_results")
        )
        told = json.dumps([{**_spelled(EVAL), "message": "another message"}, _spelled(WAIVED)])
        change = "update runs set analysis = jsonb_set(analysis, '{violations}', cast(:told as jsonb)) where run_index = 0"
        await connection.execute(text(change), {"told": told})
    lost = before["classes"] + before["of anchors"] + before["result"]
    assert await nodes(client, lost) == [None] * len(lost)
    again = await nodes(client, before["violations"])
    assert [None if found is None else (found["id"], found["line"]) for found in again] == [
        None,
        (before["violations"][1], 3),  # the same still stands at this place
        None,
        (before["violations"][3], 1),
        (before["violations"][4], 3),
    ]
    assert [found["id"] for found in await nodes(client, before["artifacts"])] == before["artifacts"]  # contents never change
    after = await found_ids(client, job_id)
    assert [found["id"] for found in await nodes(client, after["classes"])] == after["classes"]
    old = node_id("JobResult", job_id)  # what ids of results were: the job's newest
    assert (await nodes(client, [old]))[0]["id"] == after["result"][0]


def _spelled(violation: Violation) -> dict[str, Any]:
    return {name: getattr(violation, name) for name in Violation.__dataclass_fields__} | {"excerpt": "eval(x)\uf8ff0000"}


async def test_what_is_no_id_of_these_finds_nothing(client: Client, ada: Tenant, job_id: UUID) -> None:
    ids = await found_ids(client, job_id)
    result, run = b64decode(ids["result"][0]).decode().split(":")[1], b64decode(ids["violations"][0]).decode().split(":")[1]
    key, organization = run.split("/")[0], ada.scope.organization_id
    words = (
        "Violation:", f"Violation:{key}", f"Violation:{key}/0", f"Violation:{key}/0/", f"Violation:{key}/0/{'0' * 32}", "Violation:x/0/y",
        f"Violation:{run}/0", f"Violation:{key}/-1/{'0' * 32}", f"Violation:{key}/99999999999999999999/x", f"Violation:trial/0/{'0' * 32}",
        f"Violation:{result}/9/0/{'0' * 32}", f"Violation:{result}/x/0/{'0' * 32}", "BehaviourClass:", f"BehaviourClass:{result}",
        f"BehaviourClass:{result}/3", f"BehaviourClass:{result}/-1", f"BehaviourClass:{result}/9999999999", f"BehaviourClass:{job_id}/0",
        f"BehaviourClass:{result}/0/0", f"Artifact:{job_id}", f"Artifact:{job_id}/{HASHES[0][:-1]}", f"Artifact:{job_id}/\x00",
        "Artifact:x/y", f"Artifact:{result}/{HASHES[0]}",
        f"Member:{organization}", f"Member:{organization}/{organization}", f"Member:{job_id}/{job_id}",
        f"UsageLine:{organization}", f"UsageLine:{organization}/2026-13-01/x", f"UsageLine:{organization}/0001-01-01/\x00",
        f"UsageLine:{organization}/9999-12-31/x", "UsageLine:x/2026-01-01/x", "Quota:", f"Quota:{job_id}", f"Quota:{organization}/x",
        f"JobResult:{result}/0", f"Job:{job_id}/", "Nothing:x", ":", "",
    )  # fmt: skip
    found = await nodes(client, [b64encode(word.encode()).decode() for word in words])
    assert dict(zip(words, found, strict=True)) == dict.fromkeys(words)


async def test_members_usage_and_quota_are_nodes(client: Client, foreigner: Client, ada: Tenant, owner: Database, job_id: UUID) -> None:
    query = """query($first: Int, $after: String, $filter: UsageFilter) { viewer { organization {
      members { nodes { id } } quota { id }
      usageConnection(first: $first, after: $after, filter: $filter) {
        nodes { id day model runs } pageInfo { hasNextPage endCursor } } } } }"""
    add = """insert into usage_ledger (organization_id, job_id, run_index, provider, model, status, prompt_tokens, created_at)
      select organization_id, job_id, run_index + 10, 'other', 'm|' || run_index, status, 7,
        cast('2026-03-0' || (1 + run_index / 2) || 'T12:00Z' as timestamptz)
      from usage_ledger"""
    async with owner.unscoped_transaction() as connection:
        await connection.execute(text(add))
    wanted = {"since": "2026-02-01", "until": "2026-03-31"}
    organization = (await client.data(query, first=3, filter=wanted))["viewer"]["organization"]
    page = organization["usageConnection"]
    rest = await client.data(query, first=3, filter=wanted, after=page["pageInfo"]["endCursor"])
    lines = page["nodes"] + rest["viewer"]["organization"]["usageConnection"]["nodes"]
    assert [(line["day"], line["model"], line["runs"]) for line in lines] == [
        ("2026-03-02", "m|2", 1), ("2026-03-02", "m|3", 1), ("2026-03-01", "m|0", 1), ("2026-03-01", "m|1", 1)
    ]  # fmt: skip
    narrowed = await client.data(query, filter=wanted | {"model": "m|3"})
    assert [line["day"] for line in narrowed["viewer"]["organization"]["usageConnection"]["nodes"]] == ["2026-03-02"]
    today = (await client.data(query))["viewer"]["organization"]["usageConnection"]["nodes"]
    assert (today[0]["model"], today[0]["runs"]) == ("careful", 4)
    ids = [organization["members"]["nodes"][0]["id"], organization["quota"]["id"], lines[1]["id"]]
    key = ada.scope.organization_id
    assert ids == [
        node_id("Member", key, ada.scope.user_id),
        node_id("Quota", key),
        node_id("UsageLine", key, "2026-03-02", fingerprint("other", "m|3")),
    ]
    assert await nodes(client, ids) == [
        {"__typename": "Member", "id": ids[0], "role": "ADMIN", "user": {"email": "ada@example.org"}},
        {"__typename": "Quota", "id": ids[1], "tier": "FREE"},
        {"__typename": "UsageLine", "id": ids[2], "day": "2026-03-02", "provider": "other", "model": "m|3", "runs": 1, "promptTokens": 7},
    ]
    assert await nodes(foreigner, ids) == [None] * 3
