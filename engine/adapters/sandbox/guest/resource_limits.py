"""Resource limits of a child (setrlimit(2)); none can be raised again."""

import contextlib
import resource
import sys

MEGABYTE = 1024 * 1024
STACK_BYTES = 64 * MEGABYTE
_FORBIDDEN = ("RLIMIT_CORE", "RLIMIT_FSIZE", "RLIMIT_NPROC", "RLIMIT_MEMLOCK", "RLIMIT_MSGQUEUE", "RLIMIT_NICE", "RLIMIT_RTPRIO")


def address_space_bytes() -> int:
    """The address space that this process has now, in bytes; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123
            return int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def limit_resources(memory_bytes: int, processor_seconds: int) -> None:
    """Bound address space, processor time and stack, and forbid core files, file growth, processes and open descriptors.

    Outside Linux a limit that the system does not keep is left out: there the clock is the only bound that holds.
    """
    limits = [(name, 0) for name in _FORBIDDEN]
    limits += [("RLIMIT_AS", memory_bytes), ("RLIMIT_CPU", processor_seconds), ("RLIMIT_STACK", STACK_BYTES), ("RLIMIT_NOFILE", 3)]
    for name, value in limits:
        if hasattr(resource, name):
            with contextlib.nullcontext() if sys.platform == "linux" else contextlib.suppress(OSError, ValueError):
                _lower(getattr(resource, name), value, 1 if name == "RLIMIT_CPU" else 0)


def _lower(limit: int, value: int, spare: int) -> None:
    """Bound both limits. With something to spare the softer one is met first: the kernel then says SIGXCPU, which nothing else sends."""
    hard = resource.getrlimit(limit)[1]
    known = hard != resource.RLIM_INFINITY
    resource.setrlimit(limit, (min(value, hard) if known else value, min(value + spare, hard) if known else value + spare))
