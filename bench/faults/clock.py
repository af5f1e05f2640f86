"""The wall clock of a worker, set forward or back while it runs: SIGUSR1 by an hour forward, SIGUSR2 by two hours back.

What Skyt and Dramatiq read of it is moved: leases, deadlines and places are told by the clocks of PostgreSQL and Redis and are not.
"""

import datetime as datetimes
import signal
import time
from types import FrameType

import dramatiq.common

from engine.adapters.llm.remote import failure
from engine.adapters.memory import clock
from engine.pipeline import job_pipeline

FORWARD, BACK = 3_600.0, -7_200.0
_real_time = time.time
_offset = 0.0


class JumpingDatetime(datetimes.datetime):
    """`datetime` whose present is the moved one."""

    @classmethod
    def now(cls, tz: datetimes.tzinfo | None = None) -> "JumpingDatetime":
        """The present moment by the moved clock."""
        return cls.fromtimestamp(moved_time(), tz)


def moved_time() -> float:
    """Seconds since the epoch by the moved clock."""
    return _real_time() + _offset


def let_the_clock_jump() -> None:
    """Move the clock at signals, from now on."""
    time.time = dramatiq.common.time = moved_time  # type: ignore[attr-defined]
    for module in (failure, clock, job_pipeline):
        module.datetime = JumpingDatetime  # type: ignore[attr-defined]
    signal.signal(signal.SIGUSR1, lambda *_: _jump(FORWARD))
    signal.signal(signal.SIGUSR2, lambda *_: _jump(BACK))


def _jump(seconds: float, _frame: FrameType | None = None) -> None:
    global _offset  # noqa: PLW0603 - there is one clock in a process
    _offset += seconds
