"""Wake-ups from Redis: one connection per process, however many subscriptions there are."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

_LOG = structlog.get_logger(__name__)
_RETRY_SECONDS = 0.5
OnMessage = Callable[[bytes], None]


class Listener:
    """Passes messages on channels to those who listen.

    Messages may be lost, for example while Redis restarts: who listens looks into the database from time to time.
    """

    def __init__(self, url: str) -> None:
        """Take the address; connects when the first channel is listened to."""
        self._client = Redis.from_url(url, socket_connect_timeout=5, health_check_interval=30)
        self._pubsub = self._client.pubsub(ignore_subscribe_messages=True)
        self._listeners: dict[str, set[OnMessage]] = {}
        self._task: asyncio.Task[None] | None = None
        self._changing = asyncio.Lock()

    @asynccontextmanager
    async def subscribed(self, channel: str, on_message: OnMessage) -> AsyncIterator[None]:
        """Have a function called with every message on a channel; it must return at once."""
        await self._add(channel, on_message)
        try:
            yield
        finally:
            await self._remove(channel, on_message)

    @asynccontextmanager
    async def listening(self, channel: str) -> AsyncIterator[asyncio.Event]:
        """Listen to a channel; the event is set by every message, and whoever waits clears it."""
        wake_up = asyncio.Event()
        async with self.subscribed(channel, lambda _message: wake_up.set()):
            yield wake_up

    @property
    def channels(self) -> frozenset[str]:
        """The channels that somebody listens to."""
        return frozenset(self._listeners)

    async def close(self) -> None:
        """Stop and disconnect."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        await self._pubsub.aclose()  # type: ignore[no-untyped-call]
        await self._client.aclose()

    async def _add(self, channel: str, on_message: OnMessage) -> None:
        async with self._changing:
            is_first = channel not in self._listeners
            self._listeners.setdefault(channel, set()).add(on_message)
            if is_first:
                await self._tell(self._pubsub.subscribe, channel)
            if self._task is None:
                self._task = asyncio.create_task(self._read(), name="listen to Redis")

    async def _remove(self, channel: str, on_message: OnMessage) -> None:
        async with self._changing:
            listeners = self._listeners.get(channel, set())
            listeners.discard(on_message)
            if not listeners:
                self._listeners.pop(channel, None)
                await self._tell(self._pubsub.unsubscribe, channel)

    async def _tell(self, command, channel: str) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - redis-py's bound method
        """Redis may be away: the client remembers its channels and subscribes again when it is back."""
        try:
            await command(channel)
        except (RedisError, OSError) as error:
            _LOG.warning("redis_away", channel=channel, error=str(error))

    async def _read(self) -> None:
        while True:
            try:
                await self._read_one()
            except (RedisError, OSError, RuntimeError) as error:
                _LOG.warning("redis_away", error=str(error))
                await asyncio.sleep(_RETRY_SECONDS)

    async def _read_one(self) -> None:
        if not self._listeners or not self._pubsub.subscribed:
            await asyncio.sleep(0.05)
            return
        message = await self._pubsub.get_message(timeout=1.0)
        if message is None:
            return
        for on_message in [*self._listeners.get(message["channel"].decode(), ())]:
            on_message(message["data"])
