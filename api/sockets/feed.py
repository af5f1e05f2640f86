"""One numbered stream of events, read once and shared by everybody who follows it."""

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from typing import Any, Protocol

import structlog

from api.listener import Listener
from api.sockets.group import Follower, Group
from engine.domain.errors import StoreUnavailable

_LOG = structlog.get_logger(__name__)
LOOK_AGAIN_SECONDS = 2.0
_BATCH = 100
_MAX_LOG = 2_500


class Numbered(Protocol):
    """An event with its number; numbers count from 1 without gaps."""

    @property
    def number(self) -> int:
        """Its place in the stream."""


class Source(Protocol):
    """Where a stream's events come from."""

    channel: str

    async def after(self, number: int, count: int) -> Sequence[Any]:
        """The next events after a number, in order, from the store."""

    async def state(self) -> tuple[int, bool]:
        """The last number there is in the store, and whether no more will come."""

    def live(self, message: bytes) -> Any:  # noqa: ANN401 - the stream's event, or None for a mere wake-up
        """The event that a message carries."""

    def is_last(self, event: Any) -> bool:  # noqa: ANN401 - the stream's event
        """Whether nothing follows this event."""


class Feed:
    """Follows one source for all groups of followers.

    Live events come with the messages; a number that does not follow the last one, or two seconds of silence, make it look into the
    store, so that a lost message delays an event and loses none. The newest events are kept, so that those who join are served without
    another look.
    """

    def __init__(self, source: Source, listener: Listener, last: int, on_end: Callable[[], None]) -> None:
        """Take the source, where messages come from, the number to begin after, and whom to tell when nobody follows any more."""
        self._source, self._listener, self._on_end = source, listener, on_end
        self.last = last
        self.has_ended = False
        self._log: list[Any] = []
        self._inbox: list[bytes] = []
        self._wake = asyncio.Event()
        self._reading = asyncio.Lock()
        self._joining = 0
        self.groups: dict[Any, Group] = {}
        self._task = asyncio.get_running_loop().create_task(self._run(), name=f"follow {source.channel}")

    async def join(self, key: Any, make_group: Callable[[], Group], follower: Follower) -> None:  # noqa: ANN401 - a hashable key
        """Serve what the follower has not seen, at its own pace; then it gets what happens live."""
        group = self.groups.get(key)
        if group is None:
            group = self.groups[key] = make_group()
        self._joining += 1
        try:
            while not follower.is_gone and follower.after < self.last:
                for event in await self._between(follower.after):
                    # Who catches up is not too slow: what it has not seen waits for it.
                    if follower.connection.is_full:
                        await follower.connection.drained()
                    follower.push(event.number, await group.rendered(event))
                await follower.connection.drained()
        finally:
            self._joining -= 1
        if follower.is_gone:
            self.leave(key, follower)
        elif self.has_ended:
            follower.complete()
            self.leave(key, follower)
        else:
            group.followers.add(follower)

    def leave(self, key: Any, follower: Follower) -> None:  # noqa: ANN401 - as above
        """Serve this follower no more; the feed ends with its last one."""
        group = self.groups.get(key)
        if group is not None:
            group.followers.discard(follower)
        if not self._joining:
            self.groups = {key: group for key, group in self.groups.items() if group.followers}
            if not self.groups:
                self._task.cancel()
                self._on_end()

    async def _between(self, after: int) -> Sequence[Any]:
        """The next known events after a number: from the log, else from the store, once for all who join."""
        async with self._reading:
            if self._log and self._log[0].number <= after + 1:
                start = after + 1 - self._log[0].number
                return self._log[start : start + _BATCH]
            found = [event for event in await self._source.after(after, _BATCH) if event.number <= self.last]
            if found and self._log and found[-1].number + 1 >= self._log[0].number and len(self._log) < _MAX_LOG:
                self._log[:0] = [event for event in found if event.number < self._log[0].number]
            elif found and not self._log and found[-1].number == self.last:
                self._log = list(found)
            return found

    async def _run(self) -> None:
        async with self._listener.subscribed(self._source.channel, self._on_message):
            await self._step(is_silent=True)
            while not self.has_ended:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._wake.wait(), LOOK_AGAIN_SECONDS)
                is_silent = not self._wake.is_set()
                self._wake.clear()
                await self._step(is_silent=is_silent)
        self._finish()

    async def _step(self, *, is_silent: bool) -> None:
        messages, self._inbox = self._inbox, []
        try:
            for message in messages:
                await self._take(message)
            if is_silent:
                await self._look()
        except StoreUnavailable as error:
            _LOG.warning("store_away", channel=self._source.channel, error=str(error))

    def _on_message(self, message: bytes) -> None:
        self._inbox.append(message)
        self._wake.set()

    async def _take(self, message: bytes) -> None:
        event = self._source.live(message)
        if event is not None and event.number <= self.last:
            return
        if event is not None and event.number == self.last + 1:
            await self._deliver(event)
        else:
            await self._catch_up()

    async def _look(self) -> None:
        last, is_final = await self._source.state()
        if last > self.last:
            await self._catch_up()
        if is_final and self.last >= last:
            self.has_ended = True

    async def _catch_up(self) -> None:
        while events := await self._source.after(self.last, _BATCH):
            for event in events:
                await self._deliver(event)
            if len(events) < _BATCH:
                return

    async def _deliver(self, event: Any) -> None:  # noqa: ANN401 - the stream's event
        async with self._reading:
            self._log.append(event)
            del self._log[:-_MAX_LOG]
            self.last = event.number
        for group in [*self.groups.values()]:
            await group.deliver(event)
        if self._source.is_last(event):
            self.has_ended = True

    def _finish(self) -> None:
        for key, group in [*self.groups.items()]:
            for follower in [*group.followers]:
                follower.complete()
                self.leave(key, follower)
