"""Anchors: found by jobs, replaced and confirmed by people, with their history; jobs keep the anchor they were judged against."""

from typing import Any
from uuid import UUID

from sqlalchemy import update

from api.schema.node import node_id
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.result_store import PostgresResultStore
from engine.adapters.postgres.tables import MembershipRow
from engine.domain.report import Anchor, JobReport
from engine.domain.run import Generation, GenerationStatus, OracleVerdict, OutputAnalysis, RunReport, TestVerdict
from tests.accounts import Tenant, submit
from tests.graphql.service import Client, Service

SHOWN = "id rawOutput passRate runIndex reason isPresent replacedById confirmedAt job { id } establishedBy { email } confirmedBy { email }"
ANCHOR = "query($id: ID!) { anchor(contractId: $id) { " + SHOWN + " } contract(id: $id) { anchor { id } anchors { " + SHOWN + " } } }"
SAVED = "{ __typename ... on AnchorSaved { anchor { " + SHOWN + " } } ... on Problem { code message hint } }"
REPLACE = "mutation($input: ReplaceAnchorInput!) { answer: replaceAnchor(input: $input) " + SAVED + " }"
CONFIRM = "mutation($input: ConfirmAnchorInput!) { answer: confirmAnchor(input: $input) " + SAVED + " }"


def analysis(form: str, *, passed: bool) -> OutputAnalysis:
    verdict = OracleVerdict(passed, (TestVerdict("one", passed, "returned", "1", "1"),))
    return OutputAnalysis(form * 64, form, form * 64, (), verdict, f"seen {form}", ())


async def finish(store: PostgresResultStore, tenant: Tenant, job_id: UUID) -> None:
    """Runs 0 and 1 pass with different outputs, run 2 fails; the anchor is found where there is none."""
    taken = await store.claim(tenant.scope, job_id, 60)
    assert taken is not None
    job, runs = taken[0], []
    for index, form in enumerate("abc"):
        found = analysis(form, passed=form != "c")
        await store.save_generation(job, Generation(index, GenerationStatus.GENERATED, f"raw {form}"))
        await store.save_analysis(job, index, found)
        runs.append(RunReport(index, GenerationStatus.GENERATED, f"raw {form}", None, found))
    anchor = await store.current_anchor(job) or await store.establish_anchor(job, Anchor("raw a", "a", 0, 1.0))
    await store.complete(job, JobReport("0.1.0", anchor, {}, (), tuple(runs)))


async def answer(client: Client, mutation: str, **values: Any) -> dict[str, Any]:
    return (await client.data(mutation, input=values))["answer"]


async def finished(database: Database, store: PostgresResultStore, tenant: Tenant, contract_id: UUID) -> str:
    job_id = (await submit(database, tenant, contract_id)).job_id
    await finish(store, tenant, job_id)
    return str(node_id("Job", job_id))


async def test_an_anchor_is_replaced_and_its_history_kept(
    client: Client, database: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID
) -> None:
    contract = node_id("Contract", contract_id)
    assert (await client.data(ANCHOR, id=contract))["anchor"] is None
    job = await finished(database, store, ada, contract_id)
    found = (await client.data(ANCHOR, id=contract))["anchor"]
    assert found == {
        "id": found["id"],
        "rawOutput": "raw a",
        "passRate": 1.0,
        "runIndex": 0,
        "reason": None,
        "isPresent": True,
        "replacedById": None,
        "confirmedAt": None,
        "job": {"id": job},
        "establishedBy": None,
        "confirmedBy": None,
    }
    chosen = (await answer(client, REPLACE, jobId=job, runIndex=1, reason=" clearer "))["anchor"]
    assert (chosen["rawOutput"], chosen["reason"], chosen["establishedBy"]) == ("raw b", "clearer", {"email": ada.email})
    data = await client.data(ANCHOR, id=contract)
    assert data["anchor"] == chosen
    assert data["contract"]["anchor"] == {"id": chosen["id"]}
    assert data["contract"]["anchors"] == [chosen, found | {"isPresent": False, "replacedById": chosen["id"]}]
    shown = """query($job: ID!, $anchor: ID!) {
      job(id: $job) { result { anchor { rawOutput } } } node(id: $anchor) { ... on Anchor { rawOutput } }
    }"""
    judged = await client.data(shown, job=job, anchor=found["id"])
    assert judged == {"job": {"result": {"anchor": {"rawOutput": "raw a"}}}, "node": {"rawOutput": "raw a"}}
    later = await finished(database, store, ada, contract_id)
    assert (await client.data(shown, job=later, anchor=chosen["id"]))["job"]["result"]["anchor"] == {"rawOutput": "raw b"}


async def test_only_what_may_be_an_anchor_becomes_one(
    client: Client, database: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID
) -> None:
    job = await finished(database, store, ada, contract_id)
    waiting = node_id("Job", (await submit(database, ada, contract_id)).job_id)
    for values, message in (
        ({"jobId": job, "runIndex": 2, "reason": "x"}, "run 2 cannot be the anchor: it does not pass the oracle"),
        ({"jobId": job, "runIndex": 3, "reason": "x"}, "there is no run 3"),
        ({"jobId": job, "runIndex": -1, "reason": "x"}, "there is no run -1"),
        ({"jobId": job, "runIndex": 0, "reason": "x"}, "this output is the anchor already"),
        ({"jobId": job, "runIndex": 1, "reason": " "}, "the reason must have from 1 to 1000 characters"),
        ({"jobId": waiting, "runIndex": 1, "reason": "x"}, "the job is queued"),
    ):
        found = await answer(client, REPLACE, **values)
        assert (found["code"], found["message"]) == ("INVALID_INPUT", message)
    assert len((await client.data(ANCHOR, id=node_id("Contract", contract_id)))["contract"]["anchors"]) == 1


async def test_the_present_anchor_is_confirmed_once(
    client: Client, database: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID
) -> None:
    job = await finished(database, store, ada, contract_id)
    anchor = (await client.data(ANCHOR, id=node_id("Contract", contract_id)))["anchor"]["id"]
    first = (await answer(client, CONFIRM, anchorId=anchor))["anchor"]
    assert first["confirmedBy"] == {"email": ada.email}
    assert (await answer(client, CONFIRM, anchorId=anchor))["anchor"] == first
    await answer(client, REPLACE, jobId=job, runIndex=1, reason="clearer")
    assert (await answer(client, CONFIRM, anchorId=anchor))["code"] == "NOT_FOUND"


async def test_strangers_and_mere_viewers_cannot_touch_an_anchor(
    client: Client, foreigner: Client, database: Database, owner: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID
) -> None:
    contract, job = node_id("Contract", contract_id), await finished(database, store, ada, contract_id)
    anchor = (await client.data(ANCHOR, id=contract))["anchor"]["id"]
    assert await foreigner.data(ANCHOR, id=contract) == {"anchor": None, "contract": {"anchor": None, "anchors": []}}
    assert (await foreigner.data("query($id: ID!) { node(id: $id) { id } }", id=anchor))["node"] is None
    assert (await answer(foreigner, REPLACE, jobId=job, runIndex=1, reason="x"))["code"] == "NOT_FOUND"
    assert (await answer(foreigner, CONFIRM, anchorId=anchor))["code"] == "NOT_FOUND"
    async with owner.unscoped_transaction() as connection:
        await connection.execute(update(MembershipRow).where(MembershipRow.user_id == ada.scope.user_id).values(role="viewer"))
    assert (await answer(client, REPLACE, jobId=job, runIndex=1, reason="x"))["code"] == "NOT_ALLOWED"
    assert (await answer(client, CONFIRM, anchorId=anchor))["code"] == "NOT_ALLOWED"


async def test_histories_of_many_contracts_cost_one_statement(service: Service, client: Client, contract_id: UUID) -> None:
    service.statements.clear()
    data = await client.data("{ contracts { edges { node { anchor { id } anchors { id } versions { version } } } } }")
    assert data["contracts"]["edges"] == [{"node": {"anchor": None, "anchors": [], "versions": [{"version": "1.0.0"}]}}]
    questions = [statement for statement in service.statements if "set_config" not in statement]
    assert len(questions) == 4, questions  # the session, the contracts, their anchors, their versions
