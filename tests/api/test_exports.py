"""Exports: the same runs in four formats, whole, and harmless in a spreadsheet."""

import csv
import io
import json
from uuid import UUID

import pytest
from arro3.io import read_parquet

from api.http.rest.exports import COLUMNS
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.result_store import PostgresResultStore
from engine.domain.report import JobReport
from engine.domain.run import Generation, GenerationStatus, Usage
from tests.accounts import Tenant, submit
from tests.graphql.service import Client

OUTPUTS = ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "\t=1", 'plain, "quoted"\nnext line', "\ud800 \x00 é \U0001f600"]
KEPT = ["'=1+1", "'+cmd|' /C calc'!A0", "'-2", "'@SUM(A1)", "'\t=1", 'plain, "quoted"\nnext line', "? \x00 é \U0001f600"]


async def exported(client: Client, job_id: UUID, kind: str) -> bytes:
    response = await client.http.get(f"/api/v1/jobs/{job_id}/export", params={"format": kind})
    assert response.status_code == 200
    assert response.headers["content-disposition"] == f'attachment; filename="job-{job_id}.{kind}"'
    return response.content


@pytest.fixture
async def job_id(database: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID) -> UUID:
    key = (await submit(database, ada, contract_id, num_runs=len(OUTPUTS))).job_id
    taken = await store.claim(ada.scope, key, 60)
    assert taken is not None
    for index, output in enumerate(OUTPUTS):
        usage = Usage(prompt_tokens=3, completion_tokens=5, latency_ms=1.5, cost_usd=0.25)
        await store.save_generation(taken[0], Generation(index, GenerationStatus.GENERATED, output, None, usage))
    await store.complete(taken[0], JobReport("0.1.0", None, {}, (), ()))
    return key


async def test_json_and_ndjson_hold_the_outputs_exactly(client: Client, job_id: UUID) -> None:
    whole = json.loads(await exported(client, job_id, "json"))
    assert (whole["job"]["id"], whole["result"]["engine_version"]) == (str(job_id), "0.1.0")
    assert [run["raw_output"] for run in whole["runs"]] == OUTPUTS
    lines = [json.loads(line) for line in (await exported(client, job_id, "ndjson")).splitlines()]
    assert lines == whole["runs"]


async def test_csv_is_harmless(client: Client, job_id: UUID) -> None:
    rows = list(csv.DictReader(io.StringIO((await exported(client, job_id, "csv")).decode(), newline="")))
    assert [row["raw_output"] for row in rows] == KEPT
    assert list(rows[0]) == list(COLUMNS)
    assert (rows[0]["run_index"], rows[0]["cost_usd"], rows[0]["evidence"]) == ("0", "0.25", "")


async def test_parquet_has_types_and_exact_texts(client: Client, job_id: UUID) -> None:
    table = read_parquet(io.BytesIO(await exported(client, job_id, "parquet"))).read_all()
    assert table.column_names == list(COLUMNS)
    assert [str(value) for value in table["raw_output"].to_pylist()] == [*OUTPUTS[:6], KEPT[6]]
    assert table["run_index"].to_pylist() == list(range(7))
    assert table["cost_usd"].to_pylist() == [0.25] * 7
    assert table["oracle_passed"].to_pylist() == [None] * 7


async def test_a_job_without_runs_has_empty_tables(client: Client, database: Database, ada: Tenant, contract_id: UUID) -> None:
    key = (await submit(database, ada, contract_id)).job_id
    assert (await exported(client, key, "csv")).decode() == ",".join(COLUMNS) + "\r\n"
    assert await exported(client, key, "ndjson") == b""
    assert json.loads(await exported(client, key, "json"))["runs"] == []
    assert read_parquet(io.BytesIO(await exported(client, key, "parquet"))).read_all().num_rows == 0


async def test_more_runs_than_a_batch(
    client: Client, database: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID
) -> None:
    key = (await submit(database, ada, contract_id, num_runs=203)).job_id
    taken = await store.claim(ada.scope, key, 60)
    assert taken is not None
    for index in range(203):
        await store.save_generation(taken[0], Generation(index, GenerationStatus.GENERATED, str(index)))
    lines = (await exported(client, key, "ndjson")).splitlines()
    assert [json.loads(line)["run_index"] for line in lines] == list(range(203))
    assert len(json.loads(await exported(client, key, "json"))["runs"]) == 203
