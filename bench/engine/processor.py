"""Processor time of this process and of its children, ended or not."""

import contextlib
import os
import resource
import time
from pathlib import Path
from typing import NamedTuple


class Used(NamedTuple):
    """Seconds by the clock, and of processor time in this process and in all below it."""

    wall: float
    own: float
    children: float

    def __sub__(self, earlier: "Used") -> "Used":
        """What was used since then."""
        return Used(*(now - before for now, before in zip(self, earlier, strict=True)))


def used() -> Used:
    """What was used so far; of children that still run the kernel tells hundredths of seconds."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Used(time.perf_counter(), time.process_time(), ended.ru_utime + ended.ru_stime + sum(map(_seconds_of, _children())))


def _children() -> list[str]:
    tasks = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    return [child for task in tasks for child in task.read_text().split()]


def _seconds_of(process: str) -> float:
    """The time of a process and of those that it has waited for (proc(5), fields 14 to 17)."""
    with contextlib.suppress(OSError):
        fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    return 0.0
