"""Every request has an id: the caller's own or a fresh one; it stands in the answer, in every line of the log, and in messages."""

import re
from uuid import uuid4

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bound_contextvars

HEADER = "X-Request-Id"
_NAME = HEADER.lower().encode()
_FORM = re.compile(r"[A-Za-z0-9._-]{1,100}")


class RequestId:
    """Takes the header X-Request-Id where it is a word of at most 100 characters, else makes an id."""

    def __init__(self, app: ASGIApp) -> None:
        """Take the application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Bind the id, and send it back."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        given = next((value for name, value in scope["headers"] if name == _NAME), b"").decode("latin-1")
        request_id = given if _FORM.fullmatch(given) else str(uuid4())
        scope.setdefault("state", {})["request_id"] = request_id
        sent = (_NAME, request_id.encode())

        async def with_id(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], sent]
            await send(message)

        with bound_contextvars(request_id=request_id):
            await self._app(scope, receive, with_id)
