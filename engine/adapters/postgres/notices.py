"""Hearing what PostgreSQL tells on a channel (LISTEN), on one connection of its own."""

import asyncio
from collections.abc import Callable
from typing import Any

import asyncpg
import structlog
from sqlalchemy.engine import make_url

_LOG = structlog.get_logger(__name__)
_RETRY_SECONDS = 1.0


class Notices:
    """Passes notices on; what was told while the connection was lost is lost, which `on_connected` lets its listener know."""

    def __init__(self, url: str, channel: str, on_notice: Callable[[str], None], on_connected: Callable[[], None]) -> None:
        """Take the database's address, the channel, and whom to tell of notices and of a fresh connection."""
        self._address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        self._channel, self._on_notice, self._on_connected = channel, on_notice, on_connected
        self._task: asyncio.Task[None] | None = None
        self.is_connected = False

    def start(self) -> None:
        """Begin to listen; the database may be away, and is asked again every second."""
        self._task = asyncio.get_running_loop().create_task(self._listen(), name=f"listen to {self._channel}")

    async def close(self) -> None:
        """Stop and disconnect."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _listen(self) -> None:
        while True:
            try:
                await self._until_lost()
            except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
                _LOG.warning("notices_away", channel=self._channel, error=str(error) or type(error).__name__)
            await asyncio.sleep(_RETRY_SECONDS)

    async def _until_lost(self) -> None:
        lost = asyncio.Event()
        connection = await asyncpg.connect(self._address, timeout=5, server_settings={"application_name": "skyt notices"})
        connection.add_termination_listener(lambda _connection: lost.set())
        try:
            await connection.add_listener(self._channel, self._heard)
            self.is_connected = True
            self._on_connected()
            await lost.wait()
        finally:
            self.is_connected = False
            connection.terminate()

    def _heard(self, _connection: Any, _process: int, _channel: str, payload: str) -> None:  # noqa: ANN401 - asyncpg has no types
        self._on_notice(payload)
