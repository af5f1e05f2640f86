"""What holds a program of this machine while it reads an output: files, network, process group and resources.

Prepared before the fork, entered between fork and exec. The pieces are those of the sandbox; where the kernel lacks one, the others hold.
"""

import platform
import resource
import signal
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from engine.adapters.sandbox.guest.landlock import READ, WRITE, Landlock
from engine.adapters.sandbox.guest.libc import PR_SET_NO_NEW_PRIVS, PR_SET_PDEATHSIG, prctl
from engine.adapters.sandbox.guest.seccomp_filter import SeccompFilter, denying_program
from engine.adapters.sandbox.guest.syscall_numbers import MACHINES

MAX_MEMORY_BYTES = 2_000_000_000
MAX_FILE_BYTES = 20_000_000
# a process that cannot leave its group dies with it; io_uring would open sockets past the filter
REFUSED = (
    *("socket", "setsid", "setpgid", "io_uring_setup", "ptrace", "process_vm_readv", "process_vm_writev", "pidfd_getfd"),
    *("unshare", "setns", "mount", "umount2", "chroot", "pivot_root", "bpf", "keyctl", "add_key", "request_key", "userfaultfd"),
)
# what programs and their dynamic linker read; a home, a data directory, /proc and /tmp are not among them
_SYSTEM = ("/usr", "/bin", "/lib", "/lib32", "/lib64", "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/alternatives")
_DEVICES = {"/dev/null": WRITE, "/dev/urandom": READ}


class Confinement:
    """The locks of one call of a program, which may read the system's programs and write its own folder only."""

    def __init__(self, command: Sequence[str], folder: Path, seconds: int) -> None:
        """Prepare the locks for a command, the folder it works in, and its bound on processor seconds. Raises OSError.

        The folders of the absolute paths in the command may be read too.
        """
        self._seconds = seconds
        machine = MACHINES.get(platform.machine()) if sys.platform == "linux" else None
        self._landlock = Landlock(machine, {**_readable(command), folder: WRITE}) if machine else None
        self._filter = _filter() if machine else None

    def enter(self) -> None:
        """Bind this process and its children for good; on Linux it dies with us. Raises OSError when the kernel has no filters."""
        if sys.platform == "linux":
            prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
            prctl(PR_SET_NO_NEW_PRIVS, 1)
        self._limit()
        if self._landlock is not None:
            self._landlock.enter()
        if self._filter is not None:
            self._filter.install()

    def close(self) -> None:
        """Give back what was prepared."""
        if self._landlock is not None:
            self._landlock.close()

    def _limit(self) -> None:
        limits = {resource.RLIMIT_AS: MAX_MEMORY_BYTES, resource.RLIMIT_FSIZE: MAX_FILE_BYTES, resource.RLIMIT_CORE: 0}
        for limit, value in {**limits, resource.RLIMIT_CPU: self._seconds}.items():
            resource.setrlimit(limit, (value, value))


@cache
def _filter() -> SeccompFilter:
    machine = MACHINES[platform.machine()]
    return SeccompFilter(machine, denying_program(machine, REFUSED))


def _readable(command: Sequence[str]) -> dict[Path, int]:
    """The system's programs and libraries, Python's, and the folders of what is called, as far as they are there."""
    called = [Path(part).resolve().parent for part in command if Path(part).is_absolute()]
    found = dict.fromkeys([*map(Path, (*_SYSTEM, sys.prefix, sys.base_prefix)), *called], READ)
    found |= {Path(device): rights for device, rights in _DEVICES.items()}
    return {path: rights for path, rights in found.items() if path.exists()}
