"""Middleware around every route: bodies are bounded, answers carry security headers."""

import asyncio
from collections.abc import Mapping

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    # For answers that are no page; pages bring a policy of their own.
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
}
_FOR_TLS = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}


class BodyTooLarge(Exception):
    """More bytes came than are accepted."""


class BodyTooSlow(Exception):
    """The body did not come in the time that there is for it."""


class BodyLimit:
    """Refuses bodies above a number of bytes with 413, before they are kept in memory, and those that trickle in with 408."""

    def __init__(self, app: ASGIApp, max_bytes: int, seconds: float) -> None:
        """Take the application and the bounds: bytes, and seconds until the whole body must be there."""
        self._app, self._max_bytes, self._seconds = app, max_bytes, seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count what comes in."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        received, is_complete, deadline = 0, False, asyncio.get_running_loop().time() + self._seconds

        async def counted() -> Message:
            nonlocal received, is_complete
            if is_complete:
                return await receive()
            try:
                async with asyncio.timeout_at(deadline):
                    message = await receive()
            except TimeoutError:
                raise BodyTooSlow(f"the request's body did not come within {self._seconds:g} seconds") from None
            received += len(message.get("body", b""))
            if received > self._max_bytes:
                raise BodyTooLarge(f"the request is larger than {self._max_bytes} bytes")
            is_complete = not message.get("more_body", False)
            return message

        try:
            await self._app(scope, counted, send)
        except (BodyTooLarge, BodyTooSlow) as error:
            status, rest = (413, {}) if isinstance(error, BodyTooLarge) else (408, {"connection": "close"})
            answer = JSONResponse({"error": str(error)}, status_code=status, headers=rest)
            await answer(scope, receive, send)


class SecurityHeaders:
    """Adds headers that keep browsers from guessing and framing, and those that a route left in the request's state."""

    def __init__(self, app: ASGIApp, *, is_production: bool) -> None:
        """Take the application, and whether it is reached over TLS only."""
        self._app = app
        self._headers = _raw(_HEADERS | (_FOR_TLS if is_production else {}))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, with headers."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = message["headers"]
                names = {name for name, _ in given}
                left = _raw(scope.get("state", {}).get("headers", {}))
                message["headers"] = [*given, *(header for header in (*left, *self._headers) if header[0] not in names)]
            await send(message)

        await self._app(scope, receive, with_headers)


def _raw(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
