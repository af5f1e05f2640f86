"""A job's runs in one file: JSON and NDJSON with everything, CSV and Parquet as flat tables."""

import asyncio
import csv
import io
from collections.abc import AsyncIterator
from typing import IO, Any

from starlette.responses import Response, StreamingResponse

from api.execution.encoding import encoded
from api.http.rest.inputs import ExportQuery
from api.http.rest.jobs import found_job
from api.http.rest.operation import Call
from api.http.rest.outputs import JobOutput, ResultOutput
from api.http.rest.runs import RunOutput, all_runs
from engine.adapters.postgres.readers.records import JobRecord
from engine.documents.csv_cells import harmless

MEDIA_TYPES = {
    "json": "application/json",
    "ndjson": "application/x-ndjson",
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
}
TEXT, NUMBER, COUNT, FLAG = "text", "number", "count", "flag"
COLUMNS = {
    "job_id": TEXT, "run_index": COUNT, "status": TEXT, "raw_output": TEXT, "canonical_output": TEXT, "repaired_output": TEXT,
    "canonical_hash": TEXT, "evidence": TEXT, "behaviour_class": COUNT, "distance_pre": NUMBER, "distance_post": NUMBER,
    "oracle_passed": FLAG, "oracle_pass_rate": NUMBER, "error_message": TEXT, "violations": COUNT, "mandatory_violations": COUNT,
    "undecided_rules": COUNT,
    "prompt_tokens": COUNT, "completion_tokens": COUNT, "latency_ms": NUMBER, "cost_usd": NUMBER,
}  # fmt: skip
_CHUNK = 65_536


async def export(call: Call[ExportQuery, None]) -> Response:
    """All runs of a job as a download, read page by page while it is sent."""
    record, kind = await found_job(call), call.query.format
    runs = all_runs(call.services.database, call.scope, record.id)
    content = {"json": lambda: _json(call, record, runs), "ndjson": lambda: _ndjson(runs), "csv": lambda: _csv(runs)}
    name = {"Content-Disposition": f'attachment; filename="job-{record.id}.{kind}"', "Cache-Control": "no-store"}
    body = content[kind]() if kind in content else _chunks(await _parquet(runs))
    return StreamingResponse(body, media_type=MEDIA_TYPES[kind], headers=name)


async def _json(call: Call[ExportQuery, None], record: JobRecord, runs: AsyncIterator[list[RunOutput]]) -> AsyncIterator[bytes]:
    result = await call.loaders.results.load(record.id)
    shown = None if result is None else ResultOutput.of(result, call.services.metrics).model_dump(mode="json")
    yield b'{"job":%s,"result":%s,"runs":[' % (encoded(JobOutput.of(record).model_dump(mode="json")), encoded(shown))
    comma = b""
    async for batch in runs:
        yield comma + b",".join(_line(run) for run in batch)
        comma = b","
    yield b"]}"


async def _ndjson(runs: AsyncIterator[list[RunOutput]]) -> AsyncIterator[bytes]:
    async for batch in runs:
        yield b"".join(_line(run) + b"\n" for run in batch)


async def _csv(runs: AsyncIterator[list[RunOutput]]) -> AsyncIterator[bytes]:
    """CSV as RFC 4180 has it."""
    yield _spelled([list(COLUMNS)])
    async for batch in runs:
        yield _spelled([[harmless(value) for value in _cells(run).values()] for run in batch])


async def _parquet(runs: AsyncIterator[list[RunOutput]]) -> IO[bytes]:
    """The table in a temporary file, written away from the event loop."""
    columns: dict[str, list[Any]] = {name: [] for name in COLUMNS}
    async for batch in runs:
        for run in batch:
            for name, value in _cells(run).items():
                columns[name].append(value)
    from api.http.rest.parquet import written  # noqa: PLC0415 - see there

    return await asyncio.to_thread(written, columns, COLUMNS)


async def _chunks(file: IO[bytes]) -> AsyncIterator[bytes]:
    with file:
        while chunk := await asyncio.to_thread(file.read, _CHUNK):
            yield chunk


def _cells(run: RunOutput) -> dict[str, Any]:
    """The columns in order; characters that UTF-8 cannot spell become a question mark."""
    flat = run.flat()
    return {name: _sound(flat[name]) for name in COLUMNS}


def _sound(value: object) -> object:
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def _spelled(rows: list[list[object]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def _line(run: RunOutput) -> bytes:
    return encoded(run.model_dump(mode="json"))
