"""Following a numbered stream from the store, woken by messages."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Sequence
from typing import Any, Protocol

from api.listener import Listener

LOOK_AGAIN_SECONDS = 2.0
_BATCH = 100


class Followed(Protocol):
    """Where a stream's events come from."""

    channel: str

    async def after(self, number: int, count: int) -> Sequence[Any]:
        """The next events after a number, in order."""

    async def state(self) -> tuple[int, bool]:
        """The last number there is, and whether no more will come."""


async def follow(listener: Listener, source: Followed, after: int, silence: float | None = None) -> AsyncIterator[Sequence[Any]]:
    """Events after a number in batches, first those there are; ends with the stream. Raises StoreUnavailable.

    It listens first and reads then, so that nothing falls between; a message only says that it is time to read again. With `silence`, an
    empty batch stands for so many seconds in which nothing happened.
    """
    async with listener.listening(source.channel) as wake_up:
        spoke = time.monotonic()
        while True:
            wake_up.clear()
            events = await source.after(after, _BATCH)
            if events:
                after, spoke = events[-1].number, time.monotonic()
                yield events
            if len(events) == _BATCH:
                continue
            last, has_ended = await source.state()
            if has_ended and last <= after:
                return
            if silence is not None and time.monotonic() - spoke >= silence:
                spoke = time.monotonic()
                yield ()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(wake_up.wait(), LOOK_AGAIN_SECONDS)
