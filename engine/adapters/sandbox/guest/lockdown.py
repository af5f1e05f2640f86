"""The order in which a child locks itself, and what of it this machine offers."""

import contextlib
import os
import platform
import signal
import sys

from engine.adapters.sandbox.guest.landlock import Landlock
from engine.adapters.sandbox.guest.libc import PR_SET_NO_NEW_PRIVS, PR_SET_PDEATHSIG, prctl
from engine.adapters.sandbox.guest.resource_limits import limit_resources
from engine.adapters.sandbox.guest.seccomp_filter import SeccompFilter
from engine.adapters.sandbox.guest.syscall_numbers import MACHINES

UNPRIVILEGED_ID = 65534
LAYERS = ("landlock", "seccomp")


class Lockdown:
    """Everything prepared before the fork, so that a child only enters it. `layers` names the layers to use."""

    def __init__(self, layers: frozenset[str]) -> None:
        """Prepare the layers that are asked for and that this machine has."""
        machine = MACHINES.get(platform.machine()) if sys.platform == "linux" else None
        self.filter = SeccompFilter(machine) if machine and "seccomp" in layers else None
        self.landlock = Landlock(machine) if machine and "landlock" in layers else None

    @property
    def isolation(self) -> str:
        """What holds the code in words: `seccomp+landlock`, `seccomp`, or `none`."""
        if self.filter is None:
            return "none"
        return "seccomp+landlock" if self.landlock and self.landlock.version else "seccomp"

    def detach(self, parent: int) -> None:
        """Leave the parent's session and die with it."""
        os.setsid()
        if sys.platform == "linux":
            prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)

    def enter(self, memory_bytes: int, processor_seconds: int) -> None:
        """Lock this process for good; the filter comes last, because it forbids the other steps. Raises OSError when one fails."""
        if sys.platform == "linux":
            prctl(PR_SET_NO_NEW_PRIVS, 1)
        if self.landlock is not None:
            self.landlock.enter()
        os.closerange(3, os.sysconf("SC_OPEN_MAX"))
        limit_resources(memory_bytes, processor_seconds)
        if self.filter is not None:
            self.filter.install()


def drop_privileges() -> None:
    """Become nobody if this process may change who it is: with root's rights some resource limits do not hold."""
    if os.geteuid() == 0:
        with contextlib.suppress(OSError):
            os.setgroups([])
            os.setresgid(UNPRIVILEGED_ID, UNPRIVILEGED_ID, UNPRIVILEGED_ID)
            os.setresuid(UNPRIVILEGED_ID, UNPRIVILEGED_ID, UNPRIVILEGED_ID)
