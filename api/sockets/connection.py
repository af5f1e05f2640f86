"""What goes out on one socket, bounded."""

import asyncio
from typing import Any

from starlette.types import Send
from uvicorn.protocols.utils import ClientDisconnected

MAX_WAITING = 512
MAX_WAITING_CHARACTERS = 1_000_000


class Connection:
    """A socket's outbox: messages go out in order and at the client's pace; nobody waits for a slow client."""

    __slots__ = ("_flushing", "_on_drained", "_send", "_waiting", "_waiting_characters", "is_closed")

    def __init__(self, send: Send) -> None:
        """Take ASGI's send."""
        self._send = send
        self._waiting: list[str] = []
        self._waiting_characters = 0
        self._flushing: asyncio.Task[None] | None = None
        self._on_drained: list[asyncio.Future[None]] = []
        self.is_closed = False

    @property
    def is_full(self) -> bool:
        """Whether the client reads so slowly that more would be too much."""
        return len(self._waiting) >= MAX_WAITING or self._waiting_characters >= MAX_WAITING_CHARACTERS

    def push(self, message: str) -> None:
        """Send a message when its turn comes."""
        if self.is_closed:
            return
        self._waiting.append(message)
        self._waiting_characters += len(message)
        if self._flushing is None:
            self._flushing = asyncio.get_running_loop().create_task(self._flush())

    async def drained(self) -> None:
        """Wait until everything has gone out, or the socket has closed."""
        if self._flushing is not None:
            future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._on_drained.append(future)
            await future

    async def close(self, code: int, reason: str) -> None:
        """Send what waits, then close; nothing more goes out."""
        if not self.is_closed:
            self.is_closed = True
            await self.drained()
            await self._sent({"type": "websocket.close", "code": code, "reason": reason})

    def abandon(self) -> None:
        """The client has gone."""
        self.is_closed = True
        self._waiting.clear()

    async def _flush(self) -> None:
        try:
            while self._waiting:
                messages, self._waiting, self._waiting_characters = self._waiting, [], 0
                for message in messages:
                    await self._sent({"type": "websocket.send", "text": message})
        finally:
            self._flushing = None
            done, self._on_drained = self._on_drained, []
            for future in done:
                if not future.done():
                    future.set_result(None)

    async def _sent(self, message: dict[str, Any]) -> None:
        try:
            await self._send(message)
        except (ClientDisconnected, OSError):
            self.abandon()
