"""Whether an event loop goes on while something takes its time."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
BEATS = 3


@dataclass
class Heart:
    """Beats on the event loop; what is wrapped by `beside` begins when it has felt some beats, and so never on the loop itself."""

    felt: list[str] = field(default_factory=list)
    _beat: threading.Event = field(default_factory=threading.Event)

    def beside(self, work: Callable[P, T]) -> Callable[P, T]:
        def wrapped(*args: P.args, **kwargs: P.kwargs) -> T:
            for _ in range(BEATS):
                self._beat.clear()
                assert self._beat.wait(10), f"the event loop stands still for {work.__name__}"
            self.felt.append(work.__name__)
            return work(*args, **kwargs)

        return wrapped

    async def beat(self) -> None:
        while True:
            self._beat.set()
            await asyncio.sleep(0.001)


@asynccontextmanager
async def heart() -> AsyncIterator[Heart]:
    """A heart that beats on the present loop."""
    found = Heart()
    beating = asyncio.create_task(found.beat())
    try:
        yield found
    finally:
        beating.cancel()
        with suppress(asyncio.CancelledError):
            await beating
