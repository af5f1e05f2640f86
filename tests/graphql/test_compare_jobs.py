"""Comparing stored jobs: the engine's own answer, a constant number of statements, nothing of strangers."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from api.schema.node import node_id
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.result_store import PostgresResultStore
from engine.adapters.postgres.submissions import Submission, add_job
from engine.domain.behaviour import BehaviourClass, InputSource, Witness
from engine.domain.experiment import resolve_experiment
from engine.domain.pins import Pins
from engine.domain.report import Anchor, JobReport, RuleReport
from engine.domain.restriction import Severity
from engine.domain.run import EvidenceLevel, Generation, GenerationStatus, OracleVerdict, OutputAnalysis, RunReport
from engine.domain.scores import Score
from engine.pipeline.comparison.compare import compare_jobs
from engine.pipeline.comparison.job import comparable_job
from tests.accounts import CONTRACT, Tenant
from tests.graphql.service import Client, Service

COMPARE = """
query Compare($first: ID!, $second: ID!, $settings: ComparisonInput) {
  compareJobs(firstId: $first, secondId: $second, settings: $settings) {
    verdict sentence reasons moreRuns betterRules worseRules
    first { id } second { id }
    values { name label subject first { value numerator denominator } second { value notScoredReason } difference interval { low high }
      noiseBand { low high } effectSize test pValue adjustedPValue verdict direction runsNeeded note }
    forms { new { key size runIndex run { runIndex } } vanished { key } }
    behaviours { new { key size number witnesses { input source here there } } vanished { size } }
    configuration { path change first second }
  }
}
"""
SEVERAL = "query Several($ids: [ID!]!) { compareWithFirst(ids: $ids) { verdict first { id } second { id } values { adjustedPValue } } }"
WITNESS = Witness(1, "fibonacci(-1)", InputSource.GENERATED, "0", "ValueError")


def pins(temperature: float) -> Pins:
    return Pins("sample", "careful", temperature)


def report(forms: str, kept: int) -> JobReport:
    """A job whose runs have these forms, one letter each; form `a` is the anchor's and passes the oracle."""
    runs = []
    for index, form in enumerate(forms):
        analysis = OutputAnalysis(form * 64, form, form * 64, (), OracleVerdict(form == "a"), f"seen {form}", ())
        evidence, distance = (EvidenceLevel.IDENTICAL, 0.0) if form == "a" else (None, 0.5)
        place = "ab".index(form)
        runs.append(RunReport(index, GenerationStatus.GENERATED, f"raw {form}", None, analysis, None, evidence, place, distance, distance))
    classes = tuple(
        BehaviourClass(number, tuple(index for index, one in enumerate(forms) if one == form), form == "a", 5, witnesses=(WITNESS,))
        for number, form in enumerate("ab")
        if form in forms
    )
    rate = Score(kept / len(forms), kept, len(forms))
    rule = RuleReport("nasa", "1", "No recursion", Severity.MANDATORY, rate, rate, len(forms) - kept)
    return JobReport("0.1.0", Anchor("raw a", "a", 0), {}, (rule,), tuple(runs), (), classes)


async def finished(
    database: Database, store: PostgresResultStore, tenant: Tenant, contract_id: UUID, found: JobReport, temperature: float = 0.0
) -> UUID:
    config = resolve_experiment(CONTRACT, (), pins(temperature), len(found.runs))
    job_id = (await add_job(database, tenant.scope, Submission(config, contract_id, ()))).job_id
    taken = await store.claim(tenant.scope, job_id, 60)
    assert taken is not None
    for run in found.runs:
        await store.save_generation(taken[0], Generation(run.run_index, run.status, run.raw_output))
    await store.complete(taken[0], found)
    return job_id


async def compared(client: Client, first: UUID, second: UUID, **settings: Any) -> dict[str, Any]:
    variables = {"first": node_id("Job", first), "second": node_id("Job", second), "settings": settings or None}
    return (await client.data(COMPARE, **variables))["compareJobs"]


async def test_stored_jobs_compare_as_the_engine_compares_their_reports(
    client: Client, database: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID
) -> None:
    before, after = report("a" * 20, 20), report("a" * 5 + "b" * 15, 6)
    first = await finished(database, store, ada, contract_id, before)
    second = await finished(database, store, ada, contract_id, after, temperature=0.5)
    answer = await compared(client, first, second)
    expected = compare_jobs(
        comparable_job(str(first), resolve_experiment(CONTRACT, (), pins(0.0), 20), before),
        comparable_job(str(second), resolve_experiment(CONTRACT, (), pins(0.5), 20), after),
    )
    assert (answer["verdict"], answer["sentence"], answer["reasons"]) == ("CHANGED", expected.sentence, [])
    assert [answer["first"]["id"], answer["second"]["id"]] == [node_id("Job", first), node_id("Job", second)]
    assert (answer["betterRules"], answer["worseRules"]) == ([], ["nasa/1"])
    assert [
        (item["name"], item["difference"], item["effectSize"], item["test"], item["pValue"], item["adjustedPValue"], item["runsNeeded"])
        for item in answer["values"]
    ] == [
        (item.name, item.difference, item.effect_size, item.test, item.p_value, item.adjusted_p_value, item.runs_needed)
        for item in expected.values
    ]
    (rule,) = (item for item in answer["values"] if item["subject"] == "RULE")
    assert (rule["verdict"], rule["direction"], rule["first"]) == ("CHANGED", "WORSE", {"value": 1.0, "numerator": 20, "denominator": 20})
    assert rule["noiseBand"] == {name: bound + 0.7 for name, bound in rule["interval"].items()}
    assert answer["forms"] == {"new": [{"key": "b" * 64, "size": 15, "runIndex": 5, "run": {"runIndex": 5}}], "vanished": []}
    witness = {"input": "fibonacci(-1)", "source": "GENERATED", "here": "0", "there": "ValueError"}
    assert answer["behaviours"] == {"new": [{"key": "seen b", "size": 15, "number": 1, "witnesses": [witness]}], "vanished": []}
    assert answer["configuration"] == [{"path": "$.pins.temperature", "change": "CHANGED", "first": 0.0, "second": 0.5}]


async def test_only_what_was_asked_for_is_compared(
    client: Client, database: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID
) -> None:
    jobs = [await finished(database, store, ada, contract_id, report("ab", 2)) for _ in range(2)]
    answer = await compared(client, *jobs, metrics=["R_raw"])
    assert [item["name"] for item in answer["values"]] == ["R_raw"]
    assert answer["verdict"] == "CANNOT_TELL"
    assert answer["moreRuns"] == answer["values"][0]["runsNeeded"] - 2


async def test_what_cannot_be_compared_says_why(
    client: Client, database: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID
) -> None:
    one = await finished(database, store, ada, contract_id, report("ab", 2))
    other = report("ab", 2)
    other = JobReport("0.0.9", other.anchor, {}, other.rules, other.runs)
    answer = await compared(client, one, await finished(database, store, ada, contract_id, other))
    reason = "they were analysed by different engines (0.1.0 and 0.0.9): export both and replay them with one, or run the older again"
    assert (answer["verdict"], answer["reasons"], answer["values"]) == (None, [reason], [])


@pytest.mark.parametrize("count", [2, 5])
async def test_the_number_of_statements_depends_neither_on_jobs_nor_on_runs(
    service: Service, client: Client, database: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID, count: int
) -> None:
    jobs = [await finished(database, store, ada, contract_id, report("ab" * count, 2)) for _ in range(count)]
    service.statements.clear()
    answer = (await client.data(SEVERAL, ids=[node_id("Job", job) for job in jobs]))["compareWithFirst"]
    assert [(item["first"]["id"], item["second"]["id"]) for item in answer] == [
        (node_id("Job", jobs[0]), node_id("Job", job)) for job in jobs[1:]
    ]
    questions = [statement for statement in service.statements if "set_config" not in statement]
    assert len(questions) == 4, questions  # the session, the results, the runs, the jobs that are shown


async def test_wrong_questions_are_refused(
    client: Client, foreigner: Client, database: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID
) -> None:
    job = await finished(database, store, ada, contract_id, report("ab", 2))
    other = await finished(database, store, ada, contract_id, report("ab", 2))
    missing = "there is no such job, or it has no result yet"
    for asking, ids, settings, message in (
        (client, (job, job), None, "a job is named twice"),
        (client, (job, uuid4()), None, missing),
        (foreigner, (job, other), None, missing),
        (client, (job, other), {"margin": 2.0}, "must be between 0 and 1"),
        (client, (job, other), {"metrics": ["R_none"]}, "there is no compared number 'R_none'"),
    ):
        first, second = (node_id("Job", item) for item in ids)
        answer = await asking.execute(COMPARE, first=first, second=second, settings=settings)
        assert answer["errors"][0]["extensions"] == {"code": "INVALID_INPUT"}
        assert message in answer["errors"][0]["message"]
