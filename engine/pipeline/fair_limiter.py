"""A bound on what goes on at once, with turns by key: whoever waits with many does not delay who waits with one."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager


class FairLimiter:
    """At most `capacity` holders; free places go round the waiting keys (round-robin), in order within each. For one event loop."""

    def __init__(self, capacity: int) -> None:
        """Take how many may hold a place at once."""
        self._free = capacity
        self._waiting: OrderedDict[Hashable, deque[asyncio.Future[None]]] = OrderedDict()

    @asynccontextmanager
    async def place(self, key: Hashable) -> AsyncIterator[None]:
        """Hold a place in the name of a key."""
        await self._take(key)
        try:
            yield
        finally:
            self._give()

    async def _take(self, key: Hashable) -> None:
        if self._free:
            self._free -= 1
            return
        turn = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(key, deque()).append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._give()
            raise

    def _give(self) -> None:
        while self._waiting:
            key, turns = self._waiting.popitem(last=False)
            turn = turns.popleft()
            if turns:
                self._waiting[key] = turns
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1
