"""Submitting a job, and reading one with its results."""

from http import HTTPStatus
from typing import Any

from pydantic import BaseModel
from starlette.responses import Response

from api.http.rest.inputs import NoQuery, PageQuery, RunInput
from api.http.rest.operation import Call, shown
from api.http.rest.outputs import JobOutput, PageOutput, ResultOutput, RunAccepted
from api.http.rest.problem import Refused
from api.http.rest.runs import RunOutput, runs_page
from api.schema.node import index_cursor, parse_index
from api.use_cases.submit_job import submit_job
from engine.adapters.postgres.readers.records import JobRecord
from engine.domain.errors import NotFound

MOST_IDEMPOTENCY_KEY = 200


class ResultsOutput(BaseModel):
    """A job, its newest result (null until there is one), and a page of its runs in order of their index."""

    job: JobOutput
    result: ResultOutput | None
    runs: PageOutput[RunOutput]


async def run_pipeline(call: Call[NoQuery, RunInput]) -> Response:
    """Store the experiment once and wake a worker: 202 for a new job, 200 for the one that this client job id names."""
    submitted = await submit_job(call.services, call.loaders, call.scope, call.body.order(_client_job_id(call)))
    record = await call.loaders.jobs.load(submitted.job_id)
    if record is None:
        raise NotFound("job", str(submitted.job_id))
    client = call.services.providers.get(record.pins.provider)
    notices = [] if client is None else list(client.notices(record.pins))
    accepted = RunAccepted(job=JobOutput.of(record), is_new=submitted.is_new, notices=notices)
    status = HTTPStatus.ACCEPTED if submitted.is_new else HTTPStatus.OK
    return shown(accepted, status, {"Location": f"/api/v1/jobs/{record.id}"})


def _client_job_id(call: Call[NoQuery, RunInput]) -> str | None:
    key, named = call.header("Idempotency-Key", MOST_IDEMPOTENCY_KEY), call.body.client_job_id
    if key is not None and named is not None and key != named:
        raise Refused("INVALID_INPUT", "Idempotency-Key and client_job_id differ; send one of them, or the same text in both")
    return named or key


async def job(call: Call[NoQuery, None]) -> Response:
    """One job."""
    return shown(JobOutput.of(await found_job(call)))


async def results(call: Call[PageQuery, None]) -> Response:
    """A job with its result and a page of its runs."""
    record, place = await found_job(call), parse_index(call.query.after)
    page = await runs_page(call.services.database, call.scope, record.id, call.query.first, place)
    result = await call.loaders.results.load(record.id)
    runs = [RunOutput.of(item) for item in page.items]
    following = index_cursor(runs[-1].run_index) if runs and page.has_more else None
    output = ResultsOutput(
        job=JobOutput.of(record),
        result=None if result is None else ResultOutput.of(result, call.services.metrics),
        runs=PageOutput[RunOutput](items=runs, next=following),
    )
    return shown(output)


async def found_job(call: Call[Any, None]) -> JobRecord:
    """The job that the path names. Raises NotFound for one that the viewer does not see."""
    key = call.id("job")
    record = await call.loaders.jobs.load(key)
    if record is None:
        raise NotFound("job", str(key))
    return record
