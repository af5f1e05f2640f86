"""GraphQL over HTTP and WebSocket: who asks, and from which page."""

from cross_web import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.exceptions import ConnectionRejectionError
from strawberry.subscriptions import GRAPHQL_TRANSPORT_WS_PROTOCOL

from api.auth.cookies import SESSION_COOKIE
from api.auth.sign_in import viewer_of
from api.auth.tokens import bearer_token
from api.context import Context
from api.http.explorer import explorer_page
from api.http.origin import is_trusted
from api.schema.build import build_schema
from api.services import Services
from engine.domain.errors import StoreUnavailable


class GraphQLEndpoint(GraphQL[Context, None]):
    """The endpoint; browsers that GET it are shown the explorer, and queries come by POST only."""

    def __init__(self, services: Services) -> None:
        """Take the services that every request shares."""
        self._services = services
        settings = services.settings
        super().__init__(
            build_schema(is_production=settings.is_production),
            allow_queries_via_get=False,
            subscription_protocols=[GRAPHQL_TRANSPORT_WS_PROTOCOL],
            allowed_origins=sorted(services.origins),
        )

    async def get_context(self, request: Request | WebSocket, response: Response | WebSocket) -> Context:
        """Find out who asks: by bearer token, else by cookie, which counts only from a trusted page."""
        bearer = bearer_token(request.headers.get("authorization"))
        cookie = request.cookies.get(SESSION_COOKIE)
        if bearer is None and request.scope["type"] == "http" and not is_trusted(request, self._services.origins):
            raise HTTPException(
                403, "requests from other sites' pages are not accepted; send them from Skyt's own page or with a bearer token"
            )
        context = Context(self._services, request, response if isinstance(response, Response) else None)
        await self._recognise(context, bearer or cookie)
        return context

    async def render_graphql_ide(self, request: Request) -> Response:
        """Answer a browser that asks for a page."""
        settings = self._services.settings
        return explorer_page(settings.frontend_dir, is_production=settings.is_production)

    async def on_ws_connect(self, context: Context) -> dict[str, object] | None:
        """Accept a socket by the token of `connection_init`, else by cookie; close it with 4403 when neither is good."""
        authorization = (context.connection_params or {}).get("authorization")
        if authorization is not None:
            context.viewer = None
            token = bearer_token(authorization) if isinstance(authorization, str) else None
            await self._recognise(context, token)
        if context.viewer is None:
            raise ConnectionRejectionError({"code": "NOT_SIGNED_IN"})
        return None

    async def _recognise(self, context: Context, token: str | None) -> None:
        try:
            context.viewer, context.token = await viewer_of(self._services, token, context.address), token
        except StoreUnavailable as error:
            if context.connection.scope["type"] == "websocket":
                raise ConnectionRejectionError({"code": "UNAVAILABLE"}) from error
            raise HTTPException(503, str(error)) from error
