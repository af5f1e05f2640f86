"""Rules of finished jobs through the API: the rule-by-run matrix, what breaks a rule where, at a constant number of statements."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from api.schema.node import node_id
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.result_store import PostgresResultStore
from engine.domain.report import Anchor, ClassShare, JobReport, RuleReport
from engine.domain.restriction import Severity, Violation
from engine.domain.run import Generation, GenerationStatus, RunReport
from engine.domain.scores import Interval, NotScored, Score
from tests.accounts import Tenant, submit
from tests.graphql.service import Client, Service
from tests.graphql.test_reading import analysis

MATRIX = """
query Matrix($id: ID!) {
  job(id: $id) {
    result {
      rules {
        setId ruleId breakingRuns undecidedRuns waivedRuns waived anchorViolations anchorPlaces { line waiver } violations manualReason
        passRate { value numerator denominator }
        behaviourClasses { key breaking runs } canonicalForms { key breaking runs }
      }
      canonicalForms { key }
      judgedOn
    }
  }
}
"""
PLACES = """
query Places($id: ID!, $rule: String, $first: Int) {
  job(id: $id) {
    runs { edges { node {
      runIndex violationCount
      violations(setId: "ours", ruleId: $rule, first: $first) {
        ruleId severity message line column endLine endColumn excerpt suggestion isInternalError waiver
      }
    } } }
  }
}
"""
LISTS = "query { jobs { edges { node { result { rules { ruleId breakingRuns } } runs { edges { node { violations { message } } } } } } } }"
EVAL = Violation("ours", "1", Severity.MANDATORY, "no 'eval'", 2, 4, 2, 8, "eval(x)", "parse it")
WAIVED = replace(EVAL, line=3, end_line=3, waiver="the demo evaluates")
FAILED = Violation("ours", "2", Severity.ADVISORY, "cannot be decided", 1, 0, 1, 0, "", is_internal_error=True)

UNDECIDED = replace(FAILED, is_internal_error=False, is_undecided=True)


def rules() -> tuple[RuleReport, ...]:
    shares: dict[str, Any] = {"behaviour_classes": (ClassShare("0", 1, 2),), "canonical_forms": (ClassShare("b" * 64, 1, 2),)}
    kept = Score(2 / 3, 2, 3, Interval(0.2, 0.9))
    first = RuleReport(
        "ours", "1", "No eval", Severity.MANDATORY, kept, kept, 1, None, (0,), (), 1, 0, **shares, waived_runs=(0,), anchor_places=(WAIVED,)
    )
    second = RuleReport("ours", "2", "Odd", Severity.ADVISORY, kept, kept, 1, None, (1,), (1,))
    unscored = NotScored("left to people: taste")
    return (first, second, RuleReport("ours", "3", "Nice", Severity.ADVISORY, unscored, unscored, 0, "taste"))


async def finish(store: PostgresResultStore, tenant: Tenant, job_id: UUID, second: Violation = FAILED) -> None:
    taken = await store.claim(tenant.scope, job_id, 60)
    assert taken is not None
    found = [(EVAL, WAIVED), (second,), ()]
    analyses = [replace(analysis("b", passed=True), violations=violations) for violations in found]
    for index, item in enumerate(analyses):
        await store.save_generation(taken[0], Generation(index, GenerationStatus.GENERATED, f"raw {index}"))
        await store.save_analysis(taken[0], index, item)
    runs = tuple(RunReport(index, GenerationStatus.GENERATED, f"raw {index}", None, item) for index, item in enumerate(analyses))
    await store.complete(taken[0], JobReport("0.1.0", Anchor("raw 2", "b", 2), {}, rules(), runs, judged_on=date(2026, 5, 31)))


@pytest.fixture
async def job_id(database: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID) -> UUID:
    key = (await submit(database, ada, contract_id)).job_id
    await finish(store, ada, key)
    return key


async def test_the_matrix_says_which_runs_break_which_rule(client: Client, job_id: UUID) -> None:
    result = (await client.data(MATRIX, id=node_id("Job", job_id)))["job"]["result"]
    rate = {"value": 2 / 3, "numerator": 2, "denominator": 3}
    empty: dict[str, Any] = {
        "waivedRuns": [],
        "waived": 0,
        "anchorViolations": None,
        "anchorPlaces": [],
        "behaviourClasses": [],
        "canonicalForms": [],
    }
    unscored = {"value": None, "numerator": None, "denominator": None}
    assert result["rules"] == [
        {
            "setId": "ours",
            "ruleId": "1",
            "breakingRuns": [0],
            "undecidedRuns": [],
            "waivedRuns": [0],
            "waived": 1,
            "anchorViolations": 0,
            "anchorPlaces": [{"line": 3, "waiver": "the demo evaluates"}],
            "violations": 1,
            "manualReason": None,
            "passRate": rate,
            "behaviourClasses": [{"key": "0", "breaking": 1, "runs": 2}],
            "canonicalForms": [{"key": "b" * 64, "breaking": 1, "runs": 2}],
        },
        {"setId": "ours", "ruleId": "2", "breakingRuns": [1], "undecidedRuns": [1], "violations": 1, "manualReason": None, "passRate": rate}
        | empty,
        {"setId": "ours", "ruleId": "3", "breakingRuns": [], "undecidedRuns": [], "violations": 0, "manualReason": "taste"}
        | {"passRate": unscored}
        | empty,
    ]
    assert result["judgedOn"] == "2026-05-31"
    assert result["canonicalForms"] == [{"key": "b" * 64}]


async def test_runs_that_only_could_not_be_decided_are_not_among_those_that_break_a_rule(
    client: Client, database: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID
) -> None:
    key = (await submit(database, ada, contract_id)).job_id
    await finish(store, ada, key, UNDECIDED)
    query = """query Breaking($id: ID!, $is: Boolean!) { job(id: $id) { runs(filter: { isViolating: $is }) {
      edges { node { runIndex violations { ruleId isUndecided isInternalError } } } } } }"""
    breaking, others = [
        [edge["node"] for edge in (await client.data(query, id=node_id("Job", key), **{"is": wanted}))["job"]["runs"]["edges"]]
        for wanted in (True, False)
    ]
    assert [run["runIndex"] for run in breaking] == [0]
    assert others == [
        {"runIndex": 1, "violations": [{"ruleId": "2", "isUndecided": True, "isInternalError": False}]},
        {"runIndex": 2, "violations": []},
    ]


async def test_a_run_says_where_and_why_it_breaks_a_rule(client: Client, job_id: UUID) -> None:
    edges = (await client.data(PLACES, id=node_id("Job", job_id), first=200))["job"]["runs"]["edges"]
    assert [edge["node"]["violationCount"] for edge in edges] == [2, 1, 0]
    place = {"line": 2, "column": 4, "endLine": 2, "endColumn": 8, "excerpt": "eval(x)", "suggestion": "parse it"}
    told = {"ruleId": "1", "severity": "MANDATORY", "message": "no 'eval'", "isInternalError": False, "waiver": None, **place}
    assert edges[0]["node"]["violations"] == [told, told | {"line": 3, "endLine": 3, "waiver": "the demo evaluates"}]
    assert [item["isInternalError"] for item in edges[1]["node"]["violations"]] == [True]


@pytest.mark.parametrize(
    ("rule", "first", "counts"), [("2", 200, [0, 1, 0]), (None, 1, [1, 1, 0]), (None, -3, [0, 0, 0]), ("x", 9, [0] * 3)]
)
async def test_violations_are_narrowed_and_bounded(client: Client, job_id: UUID, rule: str | None, first: int, counts: list[int]) -> None:
    edges = (await client.data(PLACES, id=node_id("Job", job_id), rule=rule, first=first))["job"]["runs"]["edges"]
    assert [len(edge["node"]["violations"]) for edge in edges] == counts


@pytest.mark.parametrize("count", [1, 5])
async def test_rules_and_violations_of_many_jobs_take_no_more_statements(
    service: Service, client: Client, database: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID, count: int
) -> None:
    for _ in range(count):
        await finish(store, ada, (await submit(database, ada, contract_id)).job_id)
    service.statements.clear()
    edges = (await client.data(LISTS))["jobs"]["edges"]
    assert [len(edge["node"]["runs"]["edges"]) for edge in edges] == [3] * count
    questions = [statement for statement in service.statements if "set_config" not in statement]
    assert len(questions) == 4, questions  # the session, jobs, results, runs
