"""Changes of all jobs of an organization: numbered without gaps however many write at once, nothing of strangers."""

import asyncio
from uuid import UUID

from api.schema.node import node_id
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.readers.job_changes import changes_after, last_change
from engine.adapters.postgres.result_store import PostgresResultStore
from engine.domain.report import JobReport
from engine.domain.run import Generation, GenerationStatus
from tests.accounts import Tenant, submit
from tests.graphql.service import Client

CHANGES = """
query($after: Int!, $first: Int) {
  lastJobChange jobChanges(after: $after, first: $first) { number eventNumber kind job { id status } }
}
"""


async def work(database: Database, store: PostgresResultStore, tenant: Tenant, contract_id: UUID) -> UUID:
    job_id = (await submit(database, tenant, contract_id)).job_id
    taken = await store.claim(tenant.scope, job_id, 60)
    assert taken is not None
    await store.save_generation(taken[0], Generation(0, GenerationStatus.GENERATED, "answer"))
    await store.complete(taken[0], JobReport("0.1.0", None, {}, (), ()))
    return job_id


async def test_changes_are_numbered_over_all_jobs_without_single_runs(
    client: Client, foreigner: Client, database: Database, store: PostgresResultStore, ada: Tenant, eve: Tenant, contract_id: UUID
) -> None:
    assert await client.data(CHANGES, after=0) == {"lastJobChange": 0, "jobChanges": []}
    first = node_id("Job", await work(database, store, ada, contract_id))
    await work(database, store, eve, contract_id)
    second = node_id("Job", await work(database, store, ada, contract_id))
    found = await client.data(CHANGES, after=0)
    kinds = [(1, "JOB_QUEUED"), (2, "JOB_STARTED"), (4, "JOB_COMPLETED")]
    expected = [
        {"number": 3 * place + number, "eventNumber": event, "kind": kind, "job": {"id": job, "status": "COMPLETED"}}
        for place, job in enumerate((first, second))
        for number, (event, kind) in enumerate(kinds, start=1)
    ]
    assert found == {"lastJobChange": 6, "jobChanges": expected}
    assert (await client.data(CHANGES, after=2, first=2))["jobChanges"] == expected[2:4]
    theirs = await foreigner.data(CHANGES, after=0)
    assert (theirs["lastJobChange"], {item["job"]["id"] for item in theirs["jobChanges"]} & {first, second}) == (3, set())


async def test_many_writers_at_once_leave_no_gap_and_a_reader_misses_nothing(
    database: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID
) -> None:
    seen: list[int] = []
    writers = [asyncio.create_task(work(database, store, ada, contract_id)) for _ in range(8)]
    while not all(writer.done() for writer in writers):
        seen += [change.number for change in await changes_after(database, ada.scope, seen[-1] if seen else 0, 5)]
    await asyncio.gather(*writers)
    while new := await changes_after(database, ada.scope, seen[-1] if seen else 0, 5):
        seen += [change.number for change in new]
    assert seen == list(range(1, 25))
    assert await last_change(database, ada.scope) == 24


async def test_a_negative_number_is_refused(client: Client) -> None:
    (error,) = (await client.execute(CHANGES, after=-1))["errors"]
    assert error["extensions"] == {"code": "INVALID_INPUT"}
