"""All operations of REST v1, and the routes that they make."""

import json
import re
from collections.abc import Iterable
from functools import cache

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route, Router

from api.http.rest import exports, jobs, stream, versions
from api.http.rest.docs_page import HEADERS as PAGE_HEADERS
from api.http.rest.docs_page import docs_page
from api.http.rest.door import Door
from api.http.rest.inputs import ExportQuery, PageQuery, RestrictionSetInput, RunInput, StreamQuery, VersionQuery
from api.http.rest.operation import OPENAPI_FILE, Answer, Operation
from api.http.rest.outputs import ContractOutput, JobOutput, PageOutput, RestrictionSetOutput, RunAccepted
from api.schema.enums import Role

PREFIX = "/api/v1"
_CONTRACTS = Answer("A page of contracts.", PageOutput[ContractOutput])
_SETS = Answer("A page of restriction sets.", PageOutput[RestrictionSetOutput])
_FILES = tuple(kind.partition(";")[0] for kind in exports.MEDIA_TYPES.values())

OPERATIONS = (
    Operation(
        "POST",
        "/pipeline/run",
        "runPipeline",
        "Submit one experiment.",
        Role.MAINTAINER,
        jobs.run_pipeline,
        {202: Answer("The job was added.", RunAccepted), 200: Answer("The client job id names this job already.", RunAccepted)},
        body=RunInput,
        headers={"Idempotency-Key": "Stands for `client_job_id` where the body has none."},
        refusals=("QUOTA_EXCEEDED", "NOT_FOUND"),
    ),
    Operation(
        "GET",
        "/jobs/stream/{id}",
        "streamJob",
        "Follow a job's events (server-sent events, resumable by their ids).",
        Role.VIEWER,
        stream.stream,
        {200: Answer("Events until the job ends; each one's `data` is JSON.", None, (stream.MEDIA_TYPE,))},
        query=StreamQuery,
        headers={"Last-Event-ID": "The number of the last event that was seen."},
        refusals=("NOT_FOUND",),
    ),
    Operation(
        "GET",
        "/jobs/{id}",
        "getJob",
        "One job.",
        Role.VIEWER,
        jobs.job,
        {200: Answer("The job.", JobOutput)},
        refusals=("NOT_FOUND",),
    ),
    Operation(
        "GET",
        "/jobs/{id}/results",
        "getJobResults",
        "A job's metrics and rules, and a page of its runs.",
        Role.VIEWER,
        jobs.results,
        {200: Answer("The results.", jobs.ResultsOutput)},
        query=PageQuery,
        refusals=("NOT_FOUND",),
    ),
    Operation(
        "GET",
        "/jobs/{id}/export",
        "exportJob",
        "All runs of a job in one file.",
        Role.VIEWER,
        exports.export,
        {200: Answer("The file; JSON holds job, result and runs, the others a line per run.", None, _FILES)},
        query=ExportQuery,
        refusals=("NOT_FOUND",),
    ),
    Operation(
        "GET",
        "/contracts",
        "listContracts",
        "The organization's contracts and the presets.",
        Role.VIEWER,
        versions.contracts,
        {200: _CONTRACTS},
        query=VersionQuery,
    ),
    Operation(
        "GET",
        "/restrictions",
        "listRestrictions",
        "The organization's restriction sets and the presets.",
        Role.VIEWER,
        versions.restriction_sets,
        {200: _SETS},
        query=VersionQuery,
    ),
    Operation(
        "POST",
        "/restrictions",
        "addRestrictions",
        "Add a restriction set, or a new version of one.",
        Role.MAINTAINER,
        versions.add_restriction_set,
        {201: Answer("The set was added.", RestrictionSetOutput), 200: Answer("This very set is there already.", RestrictionSetOutput)},
        body=RestrictionSetInput,
    ),
)


class RestMount(Mount):
    """Everything under /api/v1, addresses with line breaks included, which Starlette's own pattern leaves to the next route."""

    def __init__(self) -> None:
        """Mount the operations."""
        super().__init__(PREFIX, _router(), name="rest")
        self.path_regex = re.compile(self.path_regex.pattern, re.DOTALL)


def _router() -> Router:
    """The operations, their document, a page that shows the document."""

    async def openapi(_request: Request) -> Response:
        return Response(_described(), media_type="application/json")

    async def docs(_request: Request) -> Response:
        return HTMLResponse(_page(), headers=PAGE_HEADERS)

    paths = dict.fromkeys(operation.path for operation in OPERATIONS)
    doors: list[BaseRoute] = [Route(path, Door(_at(path, OPERATIONS))) for path in paths]
    return Router([Route("/openapi.json", openapi), Route("/docs", docs), *doors], default=Door({}), redirect_slashes=False)


def _described() -> bytes:
    """The document as it stands in its file: to make it anew takes descriptions that a running process does not hold."""
    return OPENAPI_FILE.read_bytes()


@cache
def _page() -> str:
    return docs_page(json.loads(_described()))


def _at(path: str, operations: Iterable[Operation]) -> dict[str, Operation]:
    return {operation.method: operation for operation in operations if operation.path == path}
