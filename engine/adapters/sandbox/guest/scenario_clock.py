"""A clock that interrupts one scenario, so that the next ones are still observed.

It only serves code that means no harm: the supervisor's clock rules over the whole process whatever happens in here.
"""

import signal
from types import FrameType

from engine.adapters.sandbox.guest.failures import ScenarioTimeout

REPEAT_SECONDS = 0.1
WALL_FACTOR = 8


def start_clock(seconds: float | None) -> None:
    """Raise ScenarioTimeout in the running code after so many seconds of processor time, and again until the clock is stopped.

    Code that waits uses none, so eight times as many seconds by the wall clock end it too. None sets no clock.
    """
    if seconds is not None:
        signal.signal(signal.SIGPROF, _interrupt)
        signal.signal(signal.SIGALRM, _interrupt)
        signal.setitimer(signal.ITIMER_PROF, seconds, REPEAT_SECONDS)
        signal.setitimer(signal.ITIMER_REAL, WALL_FACTOR * seconds, REPEAT_SECONDS)


def stop_clock() -> None:
    """Stop the clock."""
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.setitimer(signal.ITIMER_REAL, 0)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise ScenarioTimeout
