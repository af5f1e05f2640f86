"""The application: `uvicorn --factory api.app:create_app`."""

import gc
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.types import Receive, Scope, Send

from api.auth.oidc_mount import OidcMount
from api.bootstrap import open_services
from api.http.artifacts import ROUTES as ARTIFACT_ROUTES
from api.http.graphql import GraphQLEndpoint
from api.http.guards import BodyLimit, SecurityHeaders
from api.http.health import ROUTES as HEALTH_ROUTES
from api.http.logging import configure_logging
from api.http.page import WebPage
from api.http.request_id import HEADER, RequestId
from api.http.rest.routes import RestMount
from api.services import Services
from api.settings import Settings

_EXPOSED = [HEADER, "Location", "Retry-After", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "RateLimit-Policy"]
_OBJECTS_BEFORE_COLLECTION = 10_000
ServicesFactory = Callable[[Settings], AbstractAsyncContextManager[Services]]


def create_app(settings: Settings | None = None, services_of: ServicesFactory = open_services) -> Starlette:
    """Make the application; servers are connected when it starts. Raises ValueError for settings that do not fit together."""
    chosen = settings or Settings()
    configure_logging(is_production=chosen.is_production)
    endpoint = LateEndpoint()

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with services_of(chosen) as services:
            app.state.services = services
            endpoint.graphql = GraphQLEndpoint(services)
            _settle()
            try:
                yield
            finally:
                await endpoint.graphql.sockets.close()

    routes = [
        Route("/graphql", endpoint, methods=["GET", "POST", "OPTIONS"]),
        WebSocketRoute("/graphql", endpoint),
        *HEALTH_ROUTES,
        *ARTIFACT_ROUTES,
        *([OidcMount(chosen)] if chosen.oidc_providers else []),
        RestMount(),
        Mount("/", WebPage(chosen.frontend_dir), name="page"),
    ]
    return Starlette(routes=routes, middleware=_middleware(chosen), lifespan=lifespan)


def _settle() -> None:
    """What is there now stays: the garbage collector need not look at it again, and looks less often at what requests leave behind."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS_BEFORE_COLLECTION, 20, 50)


class LateEndpoint:
    """The GraphQL endpoint, which exists once the services do."""

    graphql: GraphQLEndpoint

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on."""
        await self.graphql(scope, receive, send)


def _middleware(settings: Settings) -> list[Middleware]:
    secret = settings.secret_key.get_secret_value()
    if not secret and settings.is_production:
        raise ValueError("SKYT_SECRET_KEY is missing: in production it must be set, for example to 48 random characters")
    inner, outer = [Middleware(BodyLimit, max_bytes=settings.max_body_bytes, seconds=settings.body_seconds)], [Middleware(RequestId)]
    outer.append(Middleware(SecurityHeaders, is_production=settings.is_production))
    return [*outer, *([_cross_origin(settings.allowed_origins)] if settings.allowed_origins else []), *inner]


def _cross_origin(origins: list[str]) -> Middleware:
    return Middleware(
        CORSMiddleware,
        allow_origins=origins,
        allow_credentials=True,
        allow_methods=["GET", "POST"],
        allow_headers=["Authorization", "Content-Type", "Idempotency-Key", "Last-Event-ID", HEADER],
        expose_headers=_EXPOSED,
        max_age=600,
    )
