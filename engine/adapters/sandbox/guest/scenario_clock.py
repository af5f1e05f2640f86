"""A clock that interrupts one scenario, so that the next ones are still observed.

It only serves code that means no harm: the supervisor's clock rules over the whole process whatever happens in here.
"""

import signal
from types import FrameType

from engine.adapters.sandbox.guest.failures import ScenarioTimeout

REPEAT_SECONDS = 0.1


def start_clock(seconds: float | None) -> None:
    """Raise ScenarioTimeout in the running code after so many seconds, and again until the clock is stopped; None sets no clock."""
    if seconds is not None:
        signal.signal(signal.SIGALRM, _interrupt)
        signal.setitimer(signal.ITIMER_REAL, seconds, REPEAT_SECONDS)


def stop_clock() -> None:
    """Stop the clock."""
    signal.setitimer(signal.ITIMER_REAL, 0)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise ScenarioTimeout
