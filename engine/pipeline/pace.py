"""How hard a process works for whoever has much to do while others, who have little, are at work too."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

PROCESSOR_SHARE = 1 / 3
SAVED_SECONDS, OWED_SECONDS = 0.02, 0.1
MUCH_MORE, LITTLE_TURNS = 2, 10
NEWS_SECONDS, SHORTEST_REST = 3.0, 0.001


@dataclass(frozen=True, slots=True)
class Load:
    """What somebody who has a turn has left to do, in runs, and the least that anybody else had at its begin (None: nobody was there).

    What others had counts for a few seconds: it is news from elsewhere, and the next turn brings newer.
    """

    runs_left: int
    least_of_others: int | None = None


@dataclass(frozen=True, slots=True)
class Times:
    """A clock in seconds, the processor seconds that this process wanted so far, and a way to sleep."""

    now: Callable[[], float] = time.monotonic
    used: Callable[[], float] = time.process_time
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep


class Pace:
    """Who has much left, and much more than somebody else, begins runs only while the process wants a share of a processor at most.

    Others are never held up. Where answers take their time the processor is idle anyway, and nobody rests.
    """

    def __init__(self, turn_runs: int = 0, share: float = PROCESSOR_SHARE, times: Times = Times()) -> None:
        """Take how many runs a turn has (ten turns are little, whatever others have), the share of a processor, and the clocks."""
        self._little, self._share, self._times = LITTLE_TURNS * turn_runs, share, times
        self._turns: dict[object, tuple[Hashable, Load, float]] = {}
        self._credit, self._at, self._used = 0.0, 0.0, 0.0
        self._one_at_a_time = asyncio.Lock()

    @contextmanager
    def turn(self, key: Hashable, load: Load) -> Iterator[None]:
        """Somebody has a turn in this process."""
        ticket = object()
        self._turns[ticket] = (key, load, self._times.now() + NEWS_SECONDS)
        try:
            yield
        finally:
            del self._turns[ticket]

    async def step(self, key: Hashable) -> None:
        """Wait until a run may be begun in the name of a key."""
        if not self._has_much(key):
            return
        async with self._one_at_a_time:
            while self._has_much(key) and (seconds := self._to_rest()) > SHORTEST_REST:
                await self._times.sleep(seconds)

    def _has_much(self, key: Hashable) -> bool:
        """Whether it has much more left than somebody else who is at work, here or elsewhere."""
        mine, others, now = 0, [], self._times.now()
        for who, load, until in self._turns.values():
            if who != key:
                others.append(load.runs_left)
                continue
            mine = max(mine, load.runs_left)
            if load.least_of_others is not None and now < until:
                others.append(load.least_of_others)
        return bool(others) and mine > max(self._little, MUCH_MORE * min(others))

    def _to_rest(self) -> float:
        """How many seconds until the process has wanted no more than its share; what it left unused or took before counts briefly."""
        now, used = self._times.now(), self._times.used()
        earned = self._share * (now - self._at) - (used - self._used)
        self._credit, self._at, self._used = max(-OWED_SECONDS, min(self._credit + earned, SAVED_SECONDS)), now, used
        return max(0.0, -self._credit / self._share)
