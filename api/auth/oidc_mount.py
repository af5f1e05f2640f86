"""Where signing in through providers stands, before anybody does."""

import asyncio

from starlette.routing import Mount, Router
from starlette.types import Receive, Scope, Send

from api.settings import Settings


class OidcMount(Mount):
    """Everything under /auth/oidc. Authlib and its libraries take 12 MB: the first sign-in loads them, beside the event loop."""

    def __init__(self, settings: Settings) -> None:
        """Take the providers; nothing is loaded yet."""
        super().__init__("/auth/oidc", self._serve, name="oidc")
        self._settings, self._loading = settings, asyncio.Lock()
        self._router: Router | None = None

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        async with self._loading:
            if self._router is None:
                self._router = await asyncio.to_thread(_router, self._settings)
            router = self._router
        await router(scope, receive, send)


def _router(settings: Settings) -> Router:
    from api.auth.oidc import oidc_routes  # noqa: PLC0415 - this is the point of it

    return Router(oidc_routes(settings), redirect_slashes=False)
