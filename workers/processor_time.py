"""How much of the processor a worker wants: what it used, and what it waited for while others had it."""

import os
import time

NANOSECONDS = 1e-9
_SCHEDULE = "/proc/thread-self/schedstat"


class WantedTime:
    """Seconds of processor time of this process, and seconds for which the calling thread was ready to run and had none.

    On a machine that is busy with other things a process uses little however much it has to do; what it wants says how much that is. The
    wait is read from Linux (proc(5), schedstat); elsewhere it counts as none. For one thread, the one that calls first.
    """

    def __init__(self) -> None:
        """Nothing is opened yet."""
        self._file: int | None = None

    def __call__(self) -> float:
        """The seconds so far."""
        return time.process_time() + self._waited()

    def _waited(self) -> float:
        try:
            if self._file is None:
                self._file = os.open(_SCHEDULE, os.O_RDONLY | os.O_CLOEXEC)
            return int(os.pread(self._file, 100, 0).split()[1]) * NANOSECONDS
        except (OSError, IndexError, ValueError):
            return 0.0
