"""GraphQL over HTTP and WebSocket: who asks, from which page, and what."""

from graphql import GraphQLError, OperationType
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from api.auth.cookies import SESSION_COOKIE
from api.auth.rate import count_request, rate_headers
from api.auth.tokens import bearer_token
from api.auth.viewer import remembered_viewer
from api.context import Context
from api.execution.documents import Invalid
from api.execution.encoding import encoded
from api.execution.operations import Answer, Operations, refused
from api.execution.persisted import load_persisted
from api.execution.request import BadRequest, OperationRequest, parse_body
from api.http.compression import compressed
from api.http.explorer import explorer_page
from api.http.origin import is_trusted
from api.schema.build import build_schema
from api.services import Services
from api.sockets.endpoint import SocketEndpoint
from engine.adapters.postgres.accounts import Account
from engine.domain.errors import StoreUnavailable

_FOREIGN = "requests from other sites' pages are not accepted; send them from Skyt's own page or with a bearer token"
_SUBSCRIPTION = GraphQLError("subscriptions are followed on a WebSocket (graphql-transport-ws)", extensions={"code": "BAD_REQUEST"})


class GraphQLEndpoint:
    """The endpoint; browsers that GET it are shown the explorer, and queries come by POST only."""

    def __init__(self, services: Services) -> None:
        """Take the services that every request shares."""
        self._services = services
        settings = services.settings
        self._operations = Operations(
            build_schema(is_production=settings.is_production),
            is_production=settings.is_production,
            max_cost=settings.max_query_cost,
            seconds=settings.query_seconds,
        )
        self._persisted = load_persisted(settings.persisted_operations, is_closed=settings.only_persisted_operations)
        self.sockets = SocketEndpoint(services, self._operations, self._persisted, self._viewer_of)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request or talk on a socket."""
        if scope["type"] == "websocket":
            await self.sockets(scope, receive, send)
            return
        request = Request(scope, receive)
        response = compressed(await self._post(request), request) if request.method == "POST" else self._page(request)
        await response(scope, receive, send)

    def _page(self, request: Request) -> Response:
        if request.method == "GET" and "text/html" in request.headers.get("accept", ""):
            settings = self._services.settings
            return explorer_page(settings.frontend_dir, is_production=settings.is_production)
        return PlainTextResponse("send GraphQL operations by POST\n", status_code=405, headers={"Allow": "POST"})

    async def _post(self, request: Request) -> Response:
        bearer = bearer_token(request.headers.get("authorization"))
        if bearer is None and not is_trusted(request, self._services.origins):
            return PlainTextResponse(_FOREIGN, status_code=403)
        if not request.headers.get("content-type", "").lower().startswith("application/json"):
            return _failure(BadRequest("send the operation as application/json"), 415)
        try:
            wanted = parse_body(await request.body(), self._persisted)
        except BadRequest as error:
            return _failure(error, 400)
        token = bearer or request.cookies.get(SESSION_COOKIE)
        try:
            context = Context(self._services, request, None, token=token)
            context.viewer = await self._viewer_of(token, context.address)
        except StoreUnavailable as error:
            return PlainTextResponse(str(error), status_code=503)
        return await self._refusal(context) or await self._answer(wanted, context)

    async def _refusal(self, context: Context) -> Response | None:
        """Count the request and tell in its answer's headers how many are left; why it is refused when there are none."""
        rate = await count_request(self._services, context.viewer, context.address)
        if rate is None:
            return None
        context.connection.state.headers = rate_headers(rate)
        if rate.is_allowed:
            return None
        message = f"more than {rate.limit} requests a minute; there is room again in {rate.seconds} seconds"
        return _json(refused([GraphQLError(message, extensions={"code": "TOO_MANY_REQUESTS", "retryAfterSeconds": rate.seconds})]), 429)

    async def _answer(self, wanted: OperationRequest, context: Context) -> Response:
        try:
            chosen = self._operations.choose(wanted)
        except Invalid as invalid:
            return _json(refused(invalid.errors))
        if chosen.kind is OperationType.SUBSCRIPTION:
            return _json(refused([_SUBSCRIPTION]))
        if chosen.kind is OperationType.QUERY:
            return _json(await self._operations.run(chosen, context))
        context.response = Response(media_type="application/json")
        try:
            answer = await self._operations.run(chosen, context)
        finally:
            context.forget_viewer()
        return _with_body(context.response, encoded(answer))

    async def _viewer_of(self, token: str | None, address: str) -> Account | None:
        return await remembered_viewer(self._services, token, address)


def _json(answer: Answer, status_code: int = 200) -> Response:
    return Response(encoded(answer), status_code=status_code, media_type="application/json")


def _failure(error: BadRequest, status_code: int) -> Response:
    return _json({"errors": [{"message": str(error), "extensions": {"code": error.code}}]}, status_code)


def _with_body(response: Response, body: bytes) -> Response:
    response.body = body
    response.headers["content-length"] = str(len(body))
    return response
