"""A clock that interrupts one scenario, so that the next ones are still observed.

It only serves code that means no harm: the supervisor's clock rules over the whole process whatever happens in here.
"""

import signal
from types import FrameType

from engine.adapters.sandbox.guest.failures import ScenarioTimeout

TICKS = 10
WALL_FACTOR = 8


class ScenarioClock:
    """Raises ScenarioTimeout in code that has run too long, and again with every tick until the clock is stopped.

    One timer of the system ticks through all scenarios, because setting it anew takes longer than most scenarios do: what runs is
    interrupted at the first tick after `seconds` of processor time, at most a tenth late. Code that waits uses none, so eight times as
    many seconds by the wall clock end it too.
    """

    def __init__(self, seconds: float | None, *, is_shared: bool) -> None:
        """Take the seconds (None: no clock), and whether the code may set these timers itself, so that they must be set each time."""
        self._seconds, self._is_shared = seconds, is_shared
        self._is_ticking = self._is_running = False
        self._processor_ticks = self._wall_ticks = 0

    def start(self) -> None:
        """Give what runs from now on the whole time."""
        if self._seconds is not None and (self._is_shared or not self._is_ticking):
            self._set(self._seconds / TICKS)
        self._processor_ticks = self._wall_ticks = 0
        self._is_running = True

    def stop(self) -> None:
        """Interrupt nothing any more."""
        self._is_running = False

    def _set(self, tick: float) -> None:
        signal.signal(signal.SIGPROF, self._tick)
        signal.signal(signal.SIGALRM, self._tick)
        signal.setitimer(signal.ITIMER_PROF, tick, tick)
        signal.setitimer(signal.ITIMER_REAL, WALL_FACTOR * tick, WALL_FACTOR * tick)
        self._is_ticking = True

    def _tick(self, number: int, _frame: FrameType | None) -> None:
        if number == signal.SIGPROF:
            self._processor_ticks += 1
        else:
            self._wall_ticks += 1
        if self._is_running and max(self._processor_ticks, self._wall_ticks) > TICKS:
            raise ScenarioTimeout
