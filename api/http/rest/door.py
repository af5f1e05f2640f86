"""One path of REST: who asks, whether they may, what they sent; and the edge where errors become problem details."""

import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import structlog
from prometheus_client import Histogram
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from api.auth.cookies import SESSION_COOKIE
from api.auth.rate import count_request, rate_headers
from api.auth.tokens import bearer_token
from api.auth.viewer import remembered_viewer
from api.context import Context
from api.http.origin import is_trusted
from api.http.rest.operation import Call, Operation
from api.http.rest.problem import Details, Refused, details_of, problem
from api.schema.access import require
from api.services import Services

_BUCKETS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
_SECONDS = Histogram(
    "skyt_rest_operation_seconds", "Until an operation of REST begins to answer.", ["operation", "status"], buckets=_BUCKETS
)
_LOG = structlog.get_logger(__name__)
_FOREIGN = "requests from other sites' pages are not accepted; send them from Skyt's own page or with a bearer token"


class Door:
    """The operations of one path, by their methods; every answer that is no success is a problem."""

    def __init__(self, operations: Mapping[str, Operation]) -> None:
        """Take the operations by method; none at all for paths that do not exist."""
        self._operations = operations

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        started = time.perf_counter()
        response = await self._answer(request)
        operation = self._operations.get(request.method)
        if operation is not None:
            _SECONDS.labels(operation.name, str(response.status_code)).observe(time.perf_counter() - started)
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        request_id = scope_id(request)
        path = quote(request.scope["path"])
        try:
            return await self._handled(request)
        except Exception as error:  # noqa: BLE001 - the edge: nothing but a problem goes out
            details = details_of(error)
            if details is None:
                _LOG.error("unexpected_error", correlation_id=request_id, exc_info=error)
                details = Details("INTERNAL", f"something went wrong on our side; name this id when you report it: {request_id}")
            return problem(details, path, request_id)

    async def _handled(self, request: Request) -> Response:
        if not self._operations:
            raise Refused("NOT_FOUND", "there is no such address; /api/v1/docs lists them all")
        operation = self._operations.get(request.method)
        if operation is None:
            allowed = ", ".join(sorted(self._operations))
            raise Refused("METHOD_NOT_ALLOWED", f"this address answers {allowed}", {"Allow": allowed})
        services: Services = request.app.state.services
        context = await _context(services, request)
        require(context, operation.role)
        query = operation.query.model_validate(_query(request))
        body = None if operation.body is None else await _body(request, operation.body)
        with context.span(f"{operation.method} {operation.path}", {"skyt.operation": operation.name}):
            return await operation.handle(Call(context, request, query, body))


def scope_id(request: Request) -> str:
    """The request's id."""
    return str(request.scope.get("state", {}).get("request_id", ""))


async def _context(services: Services, request: Request) -> Context:
    """Who asks, counted. Raises Refused for a foreign page, and for one request too many; StoreUnavailable."""
    bearer = bearer_token(request.headers.get("authorization"))
    if bearer is None and not is_trusted(request, services.origins):
        raise Refused("WRONG_ORIGIN", _FOREIGN)
    context = Context(services, request, None, token=bearer or request.cookies.get(SESSION_COOKIE))
    context.viewer = await remembered_viewer(services, context.token, context.address)
    rate = await count_request(services, context.viewer, context.address)
    if rate is not None:
        request.state.headers = rate_headers(rate)
        if not rate.is_allowed:
            detail = f"more than {rate.limit} requests a minute; there is room again in {rate.seconds} seconds"
            raise Refused("TOO_MANY_REQUESTS", detail)
    return context


def _query(request: Request) -> dict[str, Any]:
    """The query's parameters. Raises Refused for one that is given twice."""
    given = request.query_params.multi_items()
    if len({name for name, _ in given}) < len(given):
        raise Refused("INVALID_INPUT", "a parameter is given twice")
    return dict(given)


async def _body(request: Request, model: type[BaseModel]) -> BaseModel:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Refused("UNSUPPORTED_MEDIA_TYPE", "send the body as application/json")
    return model.model_validate_json(await request.body())
