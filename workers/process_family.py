"""Processes that do not outlive the one that started them (Linux)."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


def die_with_parent(death_signal: signal.Signals, parent: int | None = None) -> None:
    """Ask the kernel to send this process `death_signal` when its parent's starting thread ends; see prctl(2).

    `parent` is the process id that the parent is expected to have: when it is already gone, this process ends at once.
    """
    if not sys.platform.startswith("linux"):
        return
    _libc.prctl(_PR_SET_PDEATHSIG, int(death_signal))
    if parent is not None and os.getppid() != parent:
        os._exit(1)


def dying_with_caller(death_signal: signal.Signals) -> Callable[[], None]:
    """A `preexec_fn` by which a child dies with the calling process."""
    caller = os.getpid()
    return lambda: die_with_parent(death_signal, caller)


def kill_children() -> None:
    """Kill every child of this process with the group that it leads; for a process that is about to end."""
    for child in _children(os.getpid()):
        try:
            if os.getpgid(child) == child:
                os.killpg(child, signal.SIGKILL)
            else:
                os.kill(child, signal.SIGKILL)
        except ProcessLookupError:
            continue


def _children(parent: int) -> Iterator[int]:
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent:
            yield int(status.parent.name)
