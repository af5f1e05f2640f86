"""The WebSocket endpoint: who may connect, and how many."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from prometheus_client import Gauge
from starlette.requests import HTTPConnection
from starlette.types import Receive, Scope, Send

from api.auth.cookies import SESSION_COOKIE
from api.auth.tokens import bearer_token
from api.execution.operations import Operations
from api.execution.request import Persisted
from api.http.origin import is_trusted
from api.services import Services
from api.sockets.connection import Connection
from api.sockets.feed import Feed
from api.sockets.messages import FORBIDDEN, SUBPROTOCOL, TRY_AGAIN_LATER
from api.sockets.session import Session
from engine.adapters.postgres.accounts import Account

_SOCKETS = Gauge("skyt_sockets", "Open WebSockets.")
_RECHECK_SECONDS = 30.0
ViewerOf = Callable[[str | None, str], Awaitable[Account | None]]


class SocketEndpoint:
    """Accepts sockets and lends them the streams that they share."""

    def __init__(self, services: Services, operations: Operations, persisted: Persisted, viewer_of: ViewerOf) -> None:
        """Take what every socket needs."""
        self.services, self.operations, self.persisted, self.viewer_of = services, operations, persisted, viewer_of
        self.feeds: dict[Any, Feed] = {}
        self._sessions: set[Session] = set()
        self._watch: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Talk on one socket until either side ends it."""
        await receive()
        connection = HTTPConnection(scope)
        bearer = bearer_token(connection.headers.get("authorization"))
        if bearer is None and not is_trusted(connection, self.services.origins):
            await send({"type": "websocket.close", "code": FORBIDDEN})
            return
        if SUBPROTOCOL not in scope.get("subprotocols", ()):
            await send({"type": "websocket.accept"})
            await send({"type": "websocket.close", "code": 4406, "reason": f"speak {SUBPROTOCOL}"})
            return
        await send({"type": "websocket.accept", "subprotocol": SUBPROTOCOL})
        if len(self._sessions) >= self.services.settings.max_sockets:
            await send({"type": "websocket.close", "code": TRY_AGAIN_LATER, "reason": "too many sockets; try again later"})
            return
        await self._talk(Session(self, connection, Connection(send), bearer or connection.cookies.get(SESSION_COOKIE)), receive)

    async def close(self) -> None:
        """Stop watching sessions; open sockets are ended by the server that holds them."""
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.gather(self._watch, return_exceptions=True)

    async def _talk(self, session: Session, receive: Receive) -> None:
        self._sessions.add(session)
        _SOCKETS.inc()
        if self._watch is None:
            self._watch = asyncio.create_task(self._watch_sessions(), name="check sessions of sockets")
        try:
            await session.talk(receive)
        finally:
            _SOCKETS.dec()
            self._sessions.discard(session)

    async def _watch_sessions(self) -> None:
        """A socket whose session has ended is closed within half a minute."""
        while True:
            await asyncio.sleep(_RECHECK_SECONDS)
            for session in [*self._sessions]:
                await session.recheck()
