"""Calls into the C library by ctypes: the few system calls that Python has no function for.

Sources: the Linux manual pages prctl(2), seccomp(2), landlock_create_ruleset(2), syscall(2).
"""

import ctypes
import os

PR_SET_PDEATHSIG = 1
PR_SET_NO_NEW_PRIVS = 38

_libc = ctypes.CDLL(None, use_errno=True)
_libc.syscall.restype = ctypes.c_long


def prctl(option: int, argument: int) -> None:
    """Set one attribute of this process. Raises OSError with the kernel's reason."""
    zero = ctypes.c_ulong(0)
    if _libc.prctl(option, ctypes.c_ulong(argument), zero, zero, zero) != 0:
        _fail(f"prctl {option}")


def system_call(number: int, *arguments: object) -> int:
    """Make a system call by its number and answer with its result. Raises OSError with the kernel's reason."""
    result = int(_libc.syscall(ctypes.c_long(number), *arguments))
    if result < 0:
        _fail(f"system call {number}")
    return result


def _fail(what: str) -> None:
    code = ctypes.get_errno()
    raise OSError(code, f"{what}: {os.strerror(code)}")
