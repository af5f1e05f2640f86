"""Landlock: a second lock on files, TCP ports, abstract sockets and signals, as far as the kernel offers it.

The ruleset handles every access right that the kernel's version knows and grants none. Sources: landlock(7);
`include/uapi/linux/landlock.h` and `Documentation/userspace-api/landlock.rst` of Linux.
"""

import ctypes
import struct

from engine.adapters.sandbox.guest.libc import system_call
from engine.adapters.sandbox.guest.syscall_numbers import Machine

CREATE_RULESET_VERSION = 1
_FILE_RIGHTS_BY_VERSION = ((1, 13), (2, 14), (3, 15), (5, 16))
_ALL_TCP_RIGHTS = 0b11
_ALL_SCOPES = 0b11
_TCP_VERSION, _SCOPE_VERSION = 4, 6


def ruleset_attribute(version: int) -> bytes:
    """The kernel's `landlock_ruleset_attr` for a Landlock version: handled file rights, then TCP rights, then scopes, 64 bits each.

    Only the fields that the version knows are written, because older kernels refuse a longer structure with bits set.
    """
    rights = max(count for since, count in _FILE_RIGHTS_BY_VERSION if since <= version)
    fields = [(1 << rights) - 1]
    if version >= _TCP_VERSION:
        fields.append(_ALL_TCP_RIGHTS)
    if version >= _SCOPE_VERSION:
        fields.append(_ALL_SCOPES)
    return struct.pack(f"={len(fields)}Q", *fields)


class Landlock:
    """A ruleset made once and entered by every child; `version` is 0 where the kernel has none."""

    def __init__(self, machine: Machine) -> None:
        """Ask the kernel for its version and make the ruleset."""
        self._machine = machine
        self.version = _kernel_version(machine)
        self.descriptor = _create(machine, self.version) if self.version else -1

    def enter(self) -> None:
        """Bind this process for good; no_new_privs must be set. Raises OSError when it fails."""
        if self.version:
            number = self._machine.numbers["landlock_restrict_self"]
            system_call(number, ctypes.c_int(self.descriptor), ctypes.c_uint(0))


def _kernel_version(machine: Machine) -> int:
    number = machine.numbers["landlock_create_ruleset"]
    try:
        return system_call(number, None, ctypes.c_size_t(0), ctypes.c_uint(CREATE_RULESET_VERSION))
    except OSError:
        return 0


def _create(machine: Machine, version: int) -> int:
    attribute = ruleset_attribute(version)
    number = machine.numbers["landlock_create_ruleset"]
    return system_call(number, attribute, ctypes.c_size_t(len(attribute)), ctypes.c_uint(0))
