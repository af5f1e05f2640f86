"""Reading: exact answers, keyset pages, constant numbers of statements, nothing of strangers."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from api.schema.node import node_id
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.result_store import PostgresResultStore
from engine.domain.report import Anchor, JobReport
from engine.domain.run import EvidenceLevel, Generation, GenerationStatus, OracleVerdict, OutputAnalysis, RunReport, TestVerdict
from engine.domain.scores import Interval, NotScored, Score
from tests.accounts import Tenant, submit
from tests.graphql.service import Client, Service

JOBS = """
query Jobs($first: Int, $after: String) {
  jobs(first: $first, after: $after) {
    edges { cursor node { id numRuns status contract { name } createdBy { email } runs { edges { node { runIndex rawOutput } } }
      result { metrics(names: ["R_raw"]) { name value } canonicalForms { key size } } } }
    pageInfo { hasNextPage hasPreviousPage endCursor }
  }
}
"""
RESULT = """
query Result($id: ID!) {
  job(id: $id) {
    status
    result {
      engineVersion notices anchor { rawOutput runIndex }
      metrics { name value numerator denominator interval { low high confidence } notScoredReason }
      canonicalForms { key size share runIndexes exampleOutput isAnchor passesOracle }
      behaviourClasses { key size share runIndexes isAnchor }
    }
  }
}
"""


def analysis(form: str, passed: bool) -> OutputAnalysis:
    verdict = OracleVerdict(passed, (TestVerdict("the first", passed, "returned", "0", "0"),))
    return OutputAnalysis("a" * 64, f"canonical {form}", form * 64, (), verdict, "observed", ())


async def finish(store: PostgresResultStore, tenant: Tenant, job_id: UUID) -> None:
    taken = await store.claim(tenant.scope, job_id, 60)
    assert taken is not None
    job, _ = taken
    runs = []
    for index, (form, passed) in enumerate([("b", True), ("c", False), ("b", True)]):
        await store.save_generation(job, Generation(index, GenerationStatus.GENERATED, f"raw {index}"))
        await store.save_analysis(job, index, analysis(form, passed))
        evidence, behaviour = (EvidenceLevel.CANONICAL, 0) if form == "b" else (None, 1)
        runs.append(
            RunReport(index, GenerationStatus.GENERATED, f"raw {index}", None, analysis(form, passed), "x", evidence, behaviour, 0.5, 0.0)
        )
    score = Score(2 / 3, 2, 3, Interval(0.25, 0.9))
    metrics = {"R_raw": score, "rescue_rate": NotScored("nothing to rescue")}
    await store.complete(job, JobReport("0.1.0", Anchor("raw 0", "canonical b", 0), metrics, (), tuple(runs), ("Sample.",)))


async def test_a_result_is_shown_with_its_classes(
    client: Client, database: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID
) -> None:
    job_id = (await submit(database, ada, contract_id)).job_id
    await finish(store, ada, job_id)
    data = await client.data(RESULT, id=node_id("Job", job_id))
    nothing = {"value": None, "numerator": None, "denominator": None, "interval": None}
    assert data["job"] == {
        "status": "COMPLETED",
        "result": {
            "engineVersion": "0.1.0",
            "notices": ["Sample."],
            "anchor": {"rawOutput": "raw 0", "runIndex": 0},
            "metrics": [
                {
                    "name": "R_raw",
                    "value": 2 / 3,
                    "numerator": 2,
                    "denominator": 3,
                    "interval": {"low": 0.25, "high": 0.9, "confidence": 0.95},
                    "notScoredReason": None,
                },
                {"name": "rescue_rate", **nothing, "notScoredReason": "nothing to rescue"},
            ],
            "canonicalForms": [
                {
                    "key": "b" * 64,
                    "size": 2,
                    "share": 2 / 3,
                    "runIndexes": [0, 2],
                    "exampleOutput": "raw 0",
                    "isAnchor": True,
                    "passesOracle": True,
                },
                {
                    "key": "c" * 64,
                    "size": 1,
                    "share": 1 / 3,
                    "runIndexes": [1],
                    "exampleOutput": "raw 1",
                    "isAnchor": False,
                    "passesOracle": False,
                },
            ],
            "behaviourClasses": [
                {"key": "0", "size": 2, "share": 2 / 3, "runIndexes": [0, 2], "isAnchor": True},
                {"key": "1", "size": 1, "share": 1 / 3, "runIndexes": [1], "isAnchor": False},
            ],
        },
    }


@pytest.mark.parametrize("count", [1, 6])
async def test_the_number_of_statements_does_not_depend_on_the_number_of_jobs(
    service: Service, client: Client, database: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID, count: int
) -> None:
    for _ in range(count):
        await finish(store, ada, (await submit(database, ada, contract_id)).job_id)
    service.statements.clear()
    data = await client.data(JOBS, first=20)
    assert len(data["jobs"]["edges"]) == count
    assert [node["node"]["result"]["metrics"] for node in data["jobs"]["edges"]] == [[{"name": "R_raw", "value": 2 / 3}]] * count
    questions = [statement for statement in service.statements if "set_config" not in statement]
    assert len(questions) == 7, questions  # the session, jobs, contracts, users, runs, results, classes


async def test_pages_follow_each_other_while_jobs_are_added(client: Client, database: Database, ada: Tenant, contract_id: UUID) -> None:
    jobs = [(await submit(database, ada, contract_id)).job_id for _ in range(5)]
    seen, after = [], None
    for expected_more in (True, True, False):
        page = (await client.data(JOBS, first=2, after=after))["jobs"]
        seen += [edge["node"]["id"] for edge in page["edges"]]
        after = page["pageInfo"]["endCursor"]
        assert (page["pageInfo"]["hasNextPage"], page["pageInfo"]["hasPreviousPage"]) == (expected_more, len(seen) > 2)
        await submit(database, ada, contract_id)
    assert seen == [node_id("Job", job) for job in reversed(jobs)]


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"first": 0}, "first is 0; ask for 1 to 200 at a time"),
        ({"first": 201}, "first is 201; ask for 1 to 200 at a time"),
        ({"after": "rubbish"}, "after is not a cursor of this list; use pageInfo.endCursor of the page before"),
        ({"after": "YWZ0ZXI6MTk3MC0wMS0wMXxub3RoaW5n"}, "after is not a cursor of this list; use pageInfo.endCursor of the page before"),
    ],
)
async def test_bad_pages_are_refused(client: Client, variables: dict[str, Any], message: str) -> None:
    (error,) = (await client.execute(JOBS, **variables))["errors"]
    assert (error["message"], error["extensions"]) == (message, {"code": "INVALID_INPUT"})


async def test_strangers_see_nothing(
    client: Client, foreigner: Client, database: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID
) -> None:
    job_id = (await submit(database, ada, contract_id)).job_id
    await finish(store, ada, job_id)
    mine = await client.data(
        "query($id: ID!) { job(id: $id) { runs { edges { node { id } } } createdBy { id } } }", id=node_id("Job", job_id)
    )
    run_id = mine["job"]["runs"]["edges"][0]["node"]["id"]
    for key in (node_id("Job", job_id), run_id, mine["job"]["createdBy"]["id"], node_id("Job", uuid4()), "rubbish"):
        assert await foreigner.data("query($id: ID!) { node(id: $id) { id } job(id: $id) { id } }", id=key) == {"node": None, "job": None}
    assert (await foreigner.data(JOBS))["jobs"]["edges"] == []
    found = await client.data("query($id: ID!) { node(id: $id) { ... on Run { runIndex } } }", id=run_id)
    assert found == {"node": {"runIndex": 0}}


@pytest.mark.parametrize(
    "query",
    [
        "{ jobs { edges { cursor } } }",
        "{ contracts { edges { cursor } } }",
        "{ restrictionSets { edges { cursor } } }",
        "{ providers { name } }",
        '{ job(id: "x") { id } }',
        '{ contract(id: "x") { id } }',
        '{ node(id: "x") { id } }',
    ],
)
async def test_nobody_sees_nothing(anonymous: Client, query: str) -> None:
    (error,) = (await anonymous.execute(query))["errors"]
    assert (error["message"], error["extensions"]) == ("sign in to see this", {"code": "NOT_SIGNED_IN"})


async def test_presets_and_providers_are_shown(client: Client, preset_ids: tuple[UUID, UUID]) -> None:
    query = """query($id: ID!) {
      contract(id: $id) { name kind source entryPoint requiredPassRate oracleTests { call expected } }
      restrictionSets { edges { node { name kinds rules { id severity manualReason } } } }
      providers { name notice models(contractId: $id) { name maxRuns temperature } }
    }"""
    data = await client.data(query, id=node_id("Contract", preset_ids[0]))
    tests = [{"call": "fibonacci(0)", "expected": "0"}, {"call": "fibonacci(10)", "expected": "55"}]
    assert data == {
        "contract": {
            "name": "fibonacci",
            "kind": "PYTHON",
            "source": "PRESET",
            "entryPoint": "fibonacci",
            "requiredPassRate": 0.5,
            "oracleTests": tests,
        },
        "restrictionSets": {
            "edges": [
                {
                    "node": {
                        "name": "nasa_power_of_ten",
                        "kinds": ["PYTHON"],
                        "rules": [
                            {"id": "no_recursion", "severity": "MANDATORY", "manualReason": None},
                            {"id": "zero_warnings", "severity": "ADVISORY", "manualReason": "needs a compiler"},
                        ],
                    }
                }
            ]
        },
        "providers": [{"name": "fake", "notice": "Not a model.", "models": [{"name": "echo", "maxRuns": 10, "temperature": 0.0}]}],
    }
