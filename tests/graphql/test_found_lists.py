"""What was found out about a job, page by page."""

from base64 import b64encode
from uuid import UUID

import pytest

from api.schema.node import node_id
from engine.adapters.postgres.anchors import NewAnchor, replace_anchor
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.result_store import PostgresResultStore
from engine.domain.report import Anchor
from tests.accounts import Tenant, submit
from tests.graphql.found_job import HASHES, add_found_job
from tests.graphql.service import Client

VIOLATION_PAGE = """
query Page($id: ID!, $first: Int, $after: String, $filter: ViolationFilter) {
  job(id: $id) { violations(first: $first, after: $after, filter: $filter) {
    nodes { ruleId line runIndex } edges { cursor } pageInfo { hasNextPage hasPreviousPage endCursor }
  } }
}
"""
CLASS_PAGE = """
query Page($id: ID!, $first: Int, $after: String, $passes: Boolean) {
  job(id: $id) { result { behaviourClassesConnection(first: $first, after: $after, passesOracle: $passes) {
    nodes { number size } pageInfo { hasNextPage endCursor }
  } } }
}
"""


@pytest.fixture
async def job_id(database: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID) -> UUID:
    return await add_found_job(database, store, ada, contract_id)


async def test_violations_of_a_job_are_listed_page_by_page_and_narrowed(client: Client, job_id: UUID) -> None:
    key, seen, after, sizes = node_id("Job", job_id), [], None, []
    while after is not None or not seen:
        page = (await client.data(VIOLATION_PAGE, id=key, first=2, after=after))["job"]["violations"]
        assert page["pageInfo"]["hasPreviousPage"] is (after is not None)
        seen += [(item["runIndex"], item["ruleId"], item["line"]) for item in page["nodes"]]
        sizes.append(len(page["nodes"]))
        after = page["pageInfo"]["endCursor"] if page["pageInfo"]["hasNextPage"] else None
    assert (seen, sizes) == ([(0, "1", 2), (0, "1", 3), (0, "1", 2), (1, "2", 1), (3, "1", 3)], [2, 2, 1])
    for wanted, places in (
        ({"ruleId": "1"}, [(0, 2), (0, 3), (0, 2), (3, 3)]),
        ({"severity": "ADVISORY"}, [(1, 1)]),
        ({"isWaived": True}, [(0, 3), (3, 3)]),
        ({"isWaived": False, "runIndex": 0}, [(0, 2), (0, 2)]),
        ({"setId": "theirs"}, []),
    ):
        page = (await client.data(VIOLATION_PAGE, id=key, filter=wanted))["job"]["violations"]
        assert (wanted, [(item["runIndex"], item["line"]) for item in page["nodes"]]) == (wanted, places)


async def test_violations_of_a_run_go_on_after_a_cursor_of_either_list(client: Client, job_id: UUID) -> None:
    ids = "query($id: ID!) { job(id: $id) { runs(first: 1) { nodes { id } } violations { edges { cursor } } } }"
    job = (await client.data(ids, id=node_id("Job", job_id)))["job"]
    page = """query($id: ID!, $after: String) { node(id: $id) { ... on Run {
      violationsConnection(first: 1, after: $after) { nodes { line } pageInfo { hasNextPage endCursor } } } } }"""
    run, seen, after = job["runs"]["nodes"][0]["id"], [], job["violations"]["edges"][0]["cursor"]
    while after:
        found = (await client.data(page, id=run, after=after))["node"]["violationsConnection"]
        seen += [item["line"] for item in found["nodes"]]
        after = found["pageInfo"]["endCursor"] if found["pageInfo"]["hasNextPage"] else None
    assert seen == [3, 2]
    (error,) = (await client.execute(page, id=run, after=job["violations"]["edges"][3]["cursor"]))["errors"]
    assert (error["message"], error["extensions"]) == ("after is a cursor of another run's list", {"code": "INVALID_INPUT"})


async def test_behaviour_classes_are_listed_page_by_page_and_narrowed(client: Client, job_id: UUID) -> None:
    key = node_id("Job", job_id)
    first = (await client.data(CLASS_PAGE, id=key, first=2))["job"]["result"]["behaviourClassesConnection"]
    assert first["nodes"] == [{"number": 0, "size": 2}, {"number": 1, "size": 1}]
    assert first["pageInfo"]["hasNextPage"] is True
    rest = await client.data(CLASS_PAGE, id=key, first=2, after=first["pageInfo"]["endCursor"])
    assert rest["job"]["result"]["behaviourClassesConnection"]["nodes"] == [{"number": 2, "size": 1}]
    for passes, numbers in ((True, [0, 2]), (False, [1])):
        page = (await client.data(CLASS_PAGE, id=key, passes=passes))["job"]["result"]["behaviourClassesConnection"]
        assert [item["number"] for item in page["nodes"]] == numbers


async def test_artifacts_are_listed_page_by_page(client: Client, job_id: UUID) -> None:
    query = """query($id: ID!, $after: String) { job(id: $id) { artifacts(first: 2, after: $after) {
      nodes { contentHash url } pageInfo { hasNextPage endCursor } } } }"""
    first = (await client.data(query, id=node_id("Job", job_id)))["job"]["artifacts"]
    rest = (await client.data(query, id=node_id("Job", job_id), after=first["pageInfo"]["endCursor"]))["job"]["artifacts"]
    assert [item["contentHash"] for item in first["nodes"] + rest["nodes"]] == list(HASHES)
    assert [first["pageInfo"]["hasNextPage"], rest["pageInfo"]["hasNextPage"]] == [True, False]
    assert all(item["url"].startswith("/artifacts/") for item in first["nodes"])


async def test_bad_days_and_cursors_are_named(client: Client, job_id: UUID) -> None:
    usage = """query($filter: UsageFilter, $after: String) { viewer { organization {
      usageConnection(filter: $filter, after: $after) { __typename } } } }"""
    (error,) = (await client.execute(usage, filter={"since": "2026-03-02", "until": "2026-03-01"}))["errors"]
    assert error["message"] == "until must be from 0 to 400 days after since"
    assert (await client.data(usage, filter={"until": "0001-01-01"}))["viewer"]["organization"]["usageConnection"] is not None
    bad = (
        "x",
        "usage:[1]",
        'usage:[1,"a","\\u0000"]',
        'usage:["a","b","c"]',
        "usage:{}",
        "violation:[0,0]",
        f"usage:[{10**12},1,1]",
        "usage:",
    )
    for cursor in bad:
        (error,) = (await client.execute(usage, after=b64encode(cursor.encode()).decode()))["errors"]
        assert (cursor, error["extensions"]) == (cursor, {"code": "INVALID_INPUT"})
    for cursor in ("violation:[0]", f"violation:[0,{2**31}]", "violation:[true,0]", "after:x"):
        answer = await client.execute(VIOLATION_PAGE, id=node_id("Job", job_id), after=b64encode(cursor.encode()).decode())
        assert (cursor, answer["errors"][0]["extensions"]) == (cursor, {"code": "INVALID_INPUT"})


async def test_anchors_are_listed_and_narrowed(
    client: Client, foreigner: Client, contract_id: UUID, store: PostgresResultStore, database: Database, ada: Tenant
) -> None:
    taken = await store.claim(ada.scope, (await submit(database, ada, contract_id)).job_id, 60)
    assert taken is not None
    await store.establish_anchor(taken[0], Anchor("first", "form", 0))
    await replace_anchor(database, ada.scope, NewAnchor(contract_id, taken[0].id, Anchor("second", "form", 1), "better"))
    query = """query($first: Int, $after: String, $filter: AnchorFilter) {
      anchors(first: $first, after: $after, filter: $filter) { nodes { rawOutput } pageInfo { endCursor } } }"""
    newest = (await client.data(query, first=1))["anchors"]
    rest = (await client.data(query, first=1, after=newest["pageInfo"]["endCursor"]))["anchors"]
    assert newest["nodes"] + rest["nodes"] == [{"rawOutput": "second"}, {"rawOutput": "first"}]
    for wanted, found in (
        ({"isPresent": True}, ["second"]),
        ({"isPresent": False, "contractId": node_id("Contract", contract_id)}, ["first"]),
        ({"contractId": node_id("Contract", taken[0].id)}, []),
    ):
        assert [item["rawOutput"] for item in (await client.data(query, filter=wanted))["anchors"]["nodes"]] == found
    assert (await foreigner.data(query))["anchors"]["nodes"] == []
    (error,) = (await client.execute(query, filter={"contractId": "x"}))["errors"]
    assert error["message"] == "filter.contractId is not the id of a contract"
