"""What a report says beyond metrics comes back through the graph exactly as the engine found it."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from api.schema.node import node_id
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.result_store import PostgresResultStore
from engine.domain.behaviour import BehaviourClass, InputSource, OutOfDomainCheck, OutOfDomainVerdict, Witness
from engine.domain.report import Anchor, FieldReport, JobReport
from engine.domain.run import (
    Generation,
    GenerationStatus,
    OracleVerdict,
    OutputAnalysis,
    PropertyDifference,
    RescueStep,
    RunReport,
)
from engine.domain.scores import NotScored, Score
from tests.accounts import Tenant, submit
from tests.graphql.service import Client, Service

DETAILS = """
query Details($id: ID!) {
  job(id: $id) {
    result {
      anchor { runIndex passRate }
      behaviourClasses {
        number runIndexes inputs incompleteInputs undecidedWith witnesses { otherClass input source here there }
      }
      fields { pointer present { label value } agreement { name notScoredReason } distinct commonest }
    }
    runs { edges { node {
      steps { name level } checkedOutput assumptions naming unsatisfiedConstraints defects repairedViolationCount
      outOfDomain { policy passed checks { input isSatisfied expected observed } }
      propertyDifferences { name words }
    } } }
  }
}
"""
PLAIN = OutputAnalysis("a" * 64, "form", "b" * 64, (), OracleVerdict(passed=True), "observed", ())
RICH = replace(
    PLAIN,
    steps=(RescueStep("layout", "-a"),),
    checked_output="checked form",
    checked_hash="c" * 64,
    checked_steps=(RescueStep("conversions", "-b"),),
    assumptions=("n is an int",),
    defects=("pass x was thrown away",),
    naming=("result is called r",),
    unsatisfied_constraints=("recursion is required",),
    out_of_domain=OutOfDomainVerdict("must_raise", passed=False, checks=(OutOfDomainCheck("f(-1)", False, "ValueError", "0"),)),
    repaired_violations=(),
)
CLASSES = (
    BehaviourClass(0, (0,), True, 200, 1, (1,), (Witness(1, "f(-1)", InputSource.GENERATED, "0", "ValueError"),)),
    BehaviourClass(1, (1,), True, 200, 0, (0,), (Witness(0, "f(-1)", InputSource.GENERATED, "ValueError", "0"),)),
)
FIELDS = (FieldReport("/a", Score(1.0, 2, 2), Score(0.5, 1, 2), NotScored("one answer"), 2, '"x"'),)
RUNS = (
    RunReport(0, GenerationStatus.GENERATED, "one", None, RICH, None, None, 0, None, None, (PropertyDifference("control flow", "a loop"),)),
    RunReport(1, GenerationStatus.GENERATED, "two", None, PLAIN, None, None, 1),
    RunReport(2, GenerationStatus.REFUSED, None, "no"),
)


async def finish(store: PostgresResultStore, tenant: Tenant, job_id: UUID) -> None:
    taken = await store.claim(tenant.scope, job_id, 60)
    assert taken is not None
    job = taken[0]
    for run in RUNS:
        await store.save_generation(job, Generation(run.run_index, run.status, run.raw_output, run.error_message))
        if run.analysis is not None:
            await store.save_analysis(job, run.run_index, run.analysis)
    anchor = await store.establish_anchor(job, Anchor("one", "form", 0, 0.75))
    await store.complete(job, JobReport("0.1.0", anchor, {}, (), RUNS, (), CLASSES, FIELDS))


async def test_the_whole_report_comes_back(
    client: Client, database: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID
) -> None:
    job_id = (await submit(database, ada, contract_id)).job_id
    await finish(store, ada, job_id)
    job = (await client.data(DETAILS, id=node_id("Job", job_id)))["job"]
    assert job["result"] == {
        "anchor": {"runIndex": 0, "passRate": 0.75},
        "behaviourClasses": [behaviour(0, "0", "ValueError", incomplete=1), behaviour(1, "ValueError", "0", incomplete=0)],
        "fields": [
            {
                "pointer": "/a",
                "present": {"label": "Present", "value": 1.0},
                "agreement": {"name": "agreement", "notScoredReason": "one answer"},
                "distinct": 2,
                "commonest": '"x"',
            }
        ],
    }
    rich, plain, refused = (edge["node"] for edge in job["runs"]["edges"])
    assert rich == {
        "steps": [{"name": "layout", "level": "CANONICAL"}, {"name": "conversions", "level": "CHECKED"}],
        "checkedOutput": "checked form",
        "assumptions": ["n is an int"],
        "naming": ["result is called r"],
        "unsatisfiedConstraints": ["recursion is required"],
        "defects": ["pass x was thrown away"],
        "repairedViolationCount": 0,
        "outOfDomain": {
            "policy": "MUST_RAISE",
            "passed": False,
            "checks": [{"input": "f(-1)", "isSatisfied": False, "expected": "ValueError", "observed": "0"}],
        },
        "propertyDifferences": [{"name": "control flow", "words": "a loop"}],
    }
    assert plain == refused
    assert (plain["steps"], plain["checkedOutput"], plain["repairedViolationCount"], plain["propertyDifferences"]) == ([], None, None, None)


def behaviour(number: int, here: str, there: str, *, incomplete: int) -> dict[str, Any]:
    return {
        "number": number,
        "runIndexes": [number],
        "inputs": 200,
        "incompleteInputs": incomplete,
        "undecidedWith": [1 - number],
        "witnesses": [{"otherClass": 1 - number, "input": "f(-1)", "source": "GENERATED", "here": here, "there": there}],
    }


async def test_a_later_job_is_judged_against_the_anchor_with_its_pass_rate(
    database: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID
) -> None:
    await finish(store, ada, (await submit(database, ada, contract_id)).job_id)
    taken = await store.claim(ada.scope, (await submit(database, ada, contract_id)).job_id, 60)
    assert taken is not None
    assert await store.current_anchor(taken[0]) == Anchor("one", "form", None, 0.75)


async def test_details_need_no_statement_of_their_own(
    service: Service, client: Client, database: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID
) -> None:
    job_id = (await submit(database, ada, contract_id)).job_id
    await finish(store, ada, job_id)
    service.statements.clear()
    await client.data(DETAILS, id=node_id("Job", job_id))
    questions = [statement for statement in service.statements if "set_config" not in statement]
    assert len(questions) == 5, questions  # the session, the job, its result, its classes, its runs
