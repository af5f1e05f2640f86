"""A metric in time, and what needs attention: exact, in a constant number of statements, nothing of strangers."""

from typing import Any
from uuid import UUID

import pytest

from api.schema.node import node_id
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.result_store import PostgresResultStore
from engine.domain.report import JobReport, RuleReport
from engine.domain.restriction import Severity
from engine.domain.scores import NotScored, Score
from tests.accounts import Tenant, submit
from tests.graphql.service import Client, Service

HISTORY = """
query($id: ID!, $metric: String!, $first: Int) {
  repeatability(contractId: $id, metric: $metric, first: $first) {
    contractVersion metric { value notScoredReason } job { id }
  }
  contracts { edges { node { repeatability(metric: $metric, first: $first) { metric { value } } } } }
}
"""
ATTENTION = """
query {
  attention(days: 30) {
    failedJobs { id errorMessage }
    failingRules { contract { name } job { id } rule { ruleId passRate { value } } }
    changedContracts { contract { name } first { id } second { id } values { name difference verdict direction } }
  }
}
"""


def report(equal: int, kept: int = 20, severity: Severity = Severity.MANDATORY) -> JobReport:
    rate = Score(kept / 20, kept, 20)
    rule = RuleReport("nasa", "1", "No recursion", severity, rate, rate, 20 - kept)
    metrics = {"R_structural": Score(equal / 20, equal, 20), "rescue_rate": NotScored("nothing to rescue")}
    return JobReport("0.1.0", None, metrics, (rule,), ())


async def finished(database: Database, store: PostgresResultStore, tenant: Tenant, contract_id: UUID, found: JobReport | str) -> str:
    job_id = (await submit(database, tenant, contract_id)).job_id
    taken = await store.claim(tenant.scope, job_id, 60)
    assert taken is not None
    if isinstance(found, str):
        await store.fail(taken[0], found)
    else:
        await store.complete(taken[0], found)
    return str(node_id("Job", job_id))


async def history(client: Client, contract_id: UUID, **variables: Any) -> dict[str, Any]:
    return await client.data(HISTORY, id=node_id("Contract", contract_id), **variables)


async def test_a_metric_is_shown_in_time(
    client: Client, foreigner: Client, database: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID
) -> None:
    jobs = [await finished(database, store, ada, contract_id, report(equal)) for equal in (20, 10, 5)]
    await finished(database, store, ada, contract_id, "no answer")
    found = await history(client, contract_id, metric="R_structural", first=2)
    point = {"contractVersion": "1.0.0", "metric": {"value": 0.5, "notScoredReason": None}, "job": {"id": jobs[1]}}
    assert found["repeatability"] == [point, point | {"metric": {"value": 0.25, "notScoredReason": None}, "job": {"id": jobs[2]}}]
    assert found["contracts"]["edges"] == [{"node": {"repeatability": [{"metric": {"value": 0.5}}, {"metric": {"value": 0.25}}]}}]
    unscored = await history(client, contract_id, metric="rescue_rate", first=1)
    assert unscored["repeatability"][0]["metric"] == {"value": None, "notScoredReason": "nothing to rescue"}
    assert (await history(client, contract_id, metric="R_raw"))["repeatability"] == []
    assert (await history(foreigner, contract_id, metric="R_structural"))["repeatability"] == []


@pytest.mark.parametrize(
    ("variables", "code"),
    [
        ({"metric": "R_none"}, "INVALID_INPUT"),
        ({"metric": "R_raw", "first": 0}, "INVALID_INPUT"),
        ({"metric": "R_raw", "id": "x"}, "NOT_FOUND"),
    ],
)
async def test_wrong_questions_are_refused(client: Client, contract_id: UUID, variables: dict[str, Any], code: str) -> None:
    answer = await client.execute(HISTORY, **{"id": node_id("Contract", contract_id)} | variables)
    assert answer["errors"][0]["extensions"]["code"] == code


async def test_what_needs_attention_is_found(
    client: Client, foreigner: Client, database: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID
) -> None:
    nothing: dict[str, Any] = {"failedJobs": [], "failingRules": [], "changedContracts": []}
    assert (await client.data(ATTENTION))["attention"] == nothing
    await finished(database, store, ada, contract_id, report(3, kept=2))
    first = await finished(database, store, ada, contract_id, report(20))
    assert (await client.data(ATTENTION))["attention"]["failingRules"] == []
    second = await finished(database, store, ada, contract_id, report(4, kept=15))
    failed = await finished(database, store, ada, contract_id, "no answer")
    contract = {"name": "fibonacci"}
    changed = {"name": "R_structural", "difference": -0.8, "verdict": "CHANGED", "direction": "WORSE"}
    found = (await client.data(ATTENTION))["attention"]
    assert found == {
        "failedJobs": [{"id": failed, "errorMessage": "no answer"}],
        "failingRules": [{"contract": contract, "job": {"id": second}, "rule": {"ruleId": "1", "passRate": {"value": 0.75}}}],
        "changedContracts": [{"contract": contract, "first": {"id": first}, "second": {"id": second}, "values": [changed]}],
    }
    assert (await foreigner.data(ATTENTION))["attention"] == nothing


async def test_advice_and_equal_results_need_no_attention(
    client: Client, database: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID
) -> None:
    for _ in range(2):
        await finished(database, store, ada, contract_id, report(20, kept=3, severity=Severity.ADVISORY))
    assert (await client.data(ATTENTION))["attention"] == {"failedJobs": [], "failingRules": [], "changedContracts": []}


@pytest.mark.parametrize("count", [1, 4])
async def test_the_number_of_statements_is_constant(
    service: Service, client: Client, database: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID, count: int
) -> None:
    for number in range(2 * count):
        await finished(database, store, ada, contract_id, report(20 if number % 2 == 0 else 2, kept=3))
        await finished(database, store, ada, contract_id, "no")
    service.statements.clear()
    await client.data(ATTENTION)
    questions = [statement for statement in service.statements if "set_config" not in statement]
    assert len(questions) == 5, questions  # the session, failed jobs, newest results, their contracts, their jobs
