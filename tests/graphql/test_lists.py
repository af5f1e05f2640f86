"""Lists: narrowed, sorted and counted, page by page, in a constant number of statements, nothing of strangers."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from api.schema.node import node_id
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.presets import upsert_presets
from engine.adapters.postgres.result_store import PostgresResultStore
from engine.adapters.postgres.submissions import Submission, add_job
from engine.domain.experiment import resolve_experiment
from engine.domain.pins import Pins
from engine.domain.report import JobReport
from engine.domain.restriction import Severity, Violation
from engine.domain.run import Generation, GenerationStatus, OracleVerdict, OutputAnalysis, RunReport
from tests.accounts import CONTRACT, Tenant, submit
from tests.graphql.service import Client, Service
from tests.graphql.test_contracts import CONTRACT as OWN
from tests.graphql.test_contracts import CREATE, RENEW, answer

JOBS = """
query Jobs($filter: JobFilter, $orderBy: TimeOrder! = NEWEST, $sortBy: JobSort! = TIME, $first: Int, $after: String) {
  jobs(filter: $filter, orderBy: $orderBy, sortBy: $sortBy, first: $first, after: $after) {
    totalCount edges { node { clientJobId } } pageInfo { hasNextPage endCursor }
  }
}
"""
CONTRACTS = """
query Contracts($filter: VersionFilter, $orderBy: NamedOrder! = OLDEST, $first: Int, $after: String) {
  contracts(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    totalCount edges { node { name version } } pageInfo { hasNextPage endCursor }
  }
}
"""
RUNS = "query Runs($id: ID!, $filter: RunFilter) { job(id: $id) { runs(filter: $filter) { edges { node { runIndex } } } } }"


async def add(database: Database, tenant: Tenant, contract_id: UUID, name: str, **pins: Any) -> None:
    config = resolve_experiment(CONTRACT, (), Pins(**{"provider": "sample", "model": "careful"} | pins), 3)
    await add_job(database, tenant.scope, Submission(config, contract_id, (), name))


async def jobs(client: Client, **variables: Any) -> list[str]:
    found = (await client.data(JOBS, **variables))["jobs"]
    names = [edge["node"]["clientJobId"] for edge in found["edges"]]
    assert found["totalCount"] == len(names)
    return names


async def test_jobs_are_narrowed_sorted_and_counted(
    client: Client, foreigner: Client, database: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID
) -> None:
    await add(database, ada, contract_id, "one")
    await add(database, ada, contract_id, "50% two", model="bold")
    await add(database, ada, contract_id, "three", provider="other")
    taken = await store.claim(ada.scope, UUID(int=0), 60)
    assert taken is None
    moment = (await client.data("{ jobs { edges { node { clientJobId createdAt } } } }"))["jobs"]["edges"][1]["node"]["createdAt"]
    for wanted, names in (
        ({}, ["three", "50% two", "one"]),
        ({"status": ["QUEUED"]}, ["three", "50% two", "one"]),
        ({"status": ["FAILED", "RUNNING"]}, []),
        ({"provider": "other"}, ["three"]),
        ({"model": "bold"}, ["50% two"]),
        ({"contractId": node_id("Contract", contract_id)}, ["three", "50% two", "one"]),
        ({"contractId": node_id("Contract", UUID(int=7))}, []),
        ({"contractName": "fibonacci", "model": "careful"}, ["three", "one"]),
        ({"contractName": "nothing"}, []),
        ({"restrictionSetId": node_id("RestrictionSet", UUID(int=7))}, []),
        ({"createdAfter": moment}, ["three", "50% two"]),
        ({"createdBefore": moment}, ["one"]),
        ({"search": "50% T"}, ["50% two"]),
        ({"search": "%"}, ["50% two"]),
        ({"search": "_"}, []),
        ({"search": "NUMBERS"}, ["three", "50% two", "one"]),
    ):
        assert (wanted, await jobs(client, filter=wanted)) == (wanted, names)
    assert await jobs(client, orderBy="OLDEST") == ["one", "50% two", "three"]
    assert await jobs(foreigner) == []


@pytest.mark.parametrize(("order", "expected"), [("NEWEST", "edcba"), ("OLDEST", "abcde")])
async def test_pages_of_both_orders_hold_every_job_once(
    client: Client, database: Database, ada: Tenant, contract_id: UUID, order: str, expected: str
) -> None:
    for name in "abcde":
        await add(database, ada, contract_id, name)
    seen, after = [], None
    for _ in range(3):
        page = (await client.data(JOBS, orderBy=order, first=2, after=after))["jobs"]
        assert page["totalCount"] == 5
        seen += [edge["node"]["clientJobId"] for edge in page["edges"]]
        after = page["pageInfo"]["endCursor"]
    assert "".join(seen) == expected
    assert page["pageInfo"]["hasNextPage"] is False


VARIED = """
update jobs set num_runs = case client_job_id when 'c' then 3 when 'd' then 9 when 'e' then 1 else 5 end;
update jobs set status = 'cancelled', completed_at = now() where client_job_id = 'b';
update jobs set contract_id = (select id from contracts where name = 'twice') where client_job_id = 'a';
insert into job_results (id, organization_id, job_id, engine_version, metrics, rules, notices, config_snapshot, created_at)
select uuidv7(), organization_id, jobs.id, '1', jsonb_build_object('R_structural', jsonb_build_object('value', value)),
  '[]', '[]', '{}', now() + later
from jobs join (values ('b', 0.2, interval '0'), ('b', 0.9, interval '1 s'), ('c', 0.8, interval '0'), ('e', 0, interval '0'))
  as results(name, value, later) on results.name = client_job_id
"""


@pytest.mark.parametrize(
    ("sort", "expected"),
    [("TIME", "abcde"), ("CONTRACT", "bcdea"), ("MODEL", "baced"), ("RUNS", "ecabd"), ("STATUS", "bacde"), ("REPEATABILITY", "adecb")],
)
async def test_jobs_are_sorted_by_other_than_time_and_each_is_on_one_page(
    client: Client, database: Database, owner: Database, ada: Tenant, contract_id: UUID, sort: str, expected: str
) -> None:
    await answer(client, CREATE, document=OWN)
    for name, model in zip("abcde", ("m2", "m1", "m2", "m4", "m3"), strict=True):
        await add(database, ada, contract_id, name, model=model)
    async with owner.transaction(ada.scope) as connection:
        for statement in VARIED.split(";"):
            await connection.execute(text(statement))
    for order, names in (("OLDEST", expected), ("NEWEST", expected[::-1])):
        seen, after = "", None
        for _ in range(3):
            page = (await client.data(JOBS, sortBy=sort, orderBy=order, first=2, after=after))["jobs"]
            seen += "".join(edge["node"]["clientJobId"] for edge in page["edges"])
            after = page["pageInfo"]["endCursor"]
        assert (seen, page["pageInfo"]["hasNextPage"]) == (names, False)


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"contractId": "rubbish"}, "filter.contractId is not the id of a contract"),
        ({"restrictionSetId": "rubbish"}, "filter.restrictionSetId is not the id of a restriction set"),
        ({"search": "x" * 301}, "filter.search has more than 300 characters"),
        ({"search": "a\x00"}, "filter.search holds a null character or half a character"),
        ({"createdAfter": "2026-01-01T00:00:00"}, "filter.createdAfter has no time zone; end it with Z for UTC"),
    ],
)
async def test_bad_filters_are_refused(client: Client, wanted: dict[str, Any], message: str) -> None:
    (error,) = (await client.execute(JOBS, filter=wanted))["errors"]
    assert (error["message"], error["extensions"]) == (message, {"code": "INVALID_INPUT"})


async def versions(client: Client, **variables: Any) -> list[str]:
    found = (await client.data(CONTRACTS, **variables))["contracts"]
    assert found["totalCount"] == len(found["edges"])
    return [f"{edge['node']['name']} {edge['node']['version']}" for edge in found["edges"]]


async def test_contracts_are_narrowed_sorted_and_counted(client: Client, foreigner: Client, owner: Database, contract_id: UUID) -> None:
    await upsert_presets(owner, [replace(CONTRACT, version="1.10.0"), replace(CONTRACT, version="1.9.0")], [])
    own = (await answer(client, CREATE, document=OWN))["contract"]["id"]
    await answer(client, RENEW, contractId=own, document=OWN.replace("1.0.0", "2.0.0"))
    presets = ["fibonacci 1.0.0", "fibonacci 1.10.0", "fibonacci 1.9.0"]
    for variables, names in (
        ({}, [*presets, "twice 1.0.0", "twice 2.0.0"]),
        ({"orderBy": "NEWEST", "filter": {"source": "USER"}}, ["twice 2.0.0", "twice 1.0.0"]),
        ({"filter": {"newestOnly": True}}, ["fibonacci 1.10.0", "twice 2.0.0"]),
        ({"filter": {"search": "TWI"}}, ["twice 1.0.0", "twice 2.0.0"]),
        ({"filter": {"kind": "JSON"}}, []),
    ):
        assert (variables, await versions(client, **variables)) == (variables, names)
    assert await versions(foreigner) == presets
    seen, after = [], None
    for _ in range(3):
        page = (await client.data(CONTRACTS, orderBy="NAME", first=2, after=after))["contracts"]
        seen += [edge["node"]["name"] for edge in page["edges"]]
        after = page["pageInfo"]["endCursor"]
    assert seen == ["fibonacci"] * 3 + ["twice"] * 2
    (error,) = (await client.execute(CONTRACTS, orderBy="OLDEST", after=after))["errors"]
    assert error["extensions"] == {"code": "INVALID_INPUT"}


async def test_restriction_sets_are_narrowed_and_counted(client: Client, contract_id: UUID) -> None:
    query = "query($filter: VersionFilter) { restrictionSets(filter: $filter, orderBy: NAME) { totalCount edges { node { name } } } }"
    for wanted, count in (({"kind": "PYTHON"}, 1), ({"kind": "C"}, 0), ({"source": "USER"}, 0), ({"newestOnly": True}, 1)):
        found = (await client.data(query, filter=wanted))["restrictionSets"]
        assert (wanted, found["totalCount"], len(found["edges"])) == (wanted, count, count)


def violation(waiver: str | None) -> Violation:
    return Violation("nasa", "1", Severity.MANDATORY, "no", 1, 0, 1, 1, "x", waiver=waiver)


async def test_runs_are_narrowed(
    service: Service, client: Client, database: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID
) -> None:
    job_id = (await submit(database, ada, contract_id, num_runs=4)).job_id
    taken = await store.claim(ada.scope, job_id, 60)
    assert taken is not None
    runs = [RunReport(3, GenerationStatus.REFUSED, None, "no")]
    for index, (form, found) in enumerate((("a", ()), ("b", (violation(None),)), ("b", (violation("old code"),)))):
        analysis = OutputAnalysis("x", form, form * 64, (), OracleVerdict(passed=True), form, found)
        runs.append(RunReport(index, GenerationStatus.GENERATED, form, None, analysis, None, None, "ab".index(form)))
    for run in runs:
        await store.save_generation(taken[0], Generation(run.run_index, run.status, run.raw_output, run.error_message))
    await store.complete(taken[0], JobReport("0.1.0", None, {}, (), tuple(runs)))
    for wanted, indexes in (
        ({}, [0, 1, 2, 3]),
        ({"status": ["REFUSED"]}, [3]),
        ({"form": "b" * 64}, [1, 2]),
        ({"behaviourClass": 0}, [0]),
        ({"isViolating": True}, [1]),
        ({"isViolating": False}, [0, 2, 3]),
        ({"isViolating": True, "form": "a" * 64}, []),
    ):
        data = await client.data(RUNS, id=node_id("Job", job_id), filter=wanted)
        assert (wanted, [edge["node"]["runIndex"] for edge in data["job"]["runs"]["edges"]]) == (wanted, indexes)


async def test_a_count_costs_one_statement_and_only_when_asked_for(service: Service, client: Client, contract_id: UUID) -> None:
    for fields, count in (("totalCount edges { cursor }", 3), ("edges { cursor }", 2)):
        for noun in ("jobs", "contracts", "restrictionSets"):
            service.statements.clear()
            await client.data(f"{{ {noun} {{ {fields} }} }}")
            questions = [statement for statement in service.statements if "set_config" not in statement]
            assert (noun, len(questions)) == (noun, count)  # the session, the page, the count


async def test_every_list_has_its_nodes_with_and_without_cursors(client: Client, contract_id: UUID) -> None:
    lists = ("members", "apiKeys", "invitations", "auditLog", "providerCredentials", "webhooks", "webhookDeliveries")
    of_organization = " ".join(f"{name} {{ edges {{ node {{ __typename }} }} nodes {{ __typename }} }}" for name in lists)
    both = "{ edges { node { id } } nodes { id } }"
    data = await client.data(f"{{ contracts {both} restrictionSets {both} jobs {both} viewer {{ organization {{ {of_organization} }} }} }}")
    shown = [data["contracts"], data["restrictionSets"], data["jobs"], *data["viewer"]["organization"].values()]
    assert len(shown) == 3 + len(lists)
    assert [page["nodes"] for page in shown] == [[edge["node"] for edge in page["edges"]] for page in shown]
    assert [item["id"] for item in data["contracts"]["nodes"]] == [node_id("Contract", contract_id)]
