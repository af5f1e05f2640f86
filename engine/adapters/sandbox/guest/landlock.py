"""Landlock: a second lock on files, TCP ports, abstract sockets and signals, as far as the kernel offers it.

The ruleset handles every access right that the kernel's version knows and grants none but those asked for. Sources: landlock(7);
`include/uapi/linux/landlock.h` and `Documentation/userspace-api/landlock.rst` of Linux.
"""

import ctypes
import os
import struct
from collections.abc import Mapping
from pathlib import Path

from engine.adapters.sandbox.guest.libc import system_call
from engine.adapters.sandbox.guest.syscall_numbers import Machine

CREATE_RULESET_VERSION = 1
_FILE_RIGHTS_BY_VERSION = ((1, 13), (2, 14), (3, 15), (5, 16))
_ALL_TCP_RIGHTS = 0b11
_ALL_SCOPES = 0b11
_TCP_VERSION, _SCOPE_VERSION = 4, 6
_RULE_PATH_BENEATH = 1
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR, _TRUNCATE, _DEVICE_CONTROL = (1 << bit for bit in (0, 1, 2, 3, 14, 15))
READ = _EXECUTE | _READ_FILE | _READ_DIR
WRITE = (1 << 16) - 1 & ~_DEVICE_CONTROL
_OF_A_FILE = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE


def ruleset_attribute(version: int) -> bytes:
    """The kernel's `landlock_ruleset_attr` for a Landlock version: handled file rights, then TCP rights, then scopes, 64 bits each.

    Only the fields that the version knows are written, because older kernels refuse a longer structure with bits set.
    """
    fields = [_file_rights(version)]
    if version >= _TCP_VERSION:
        fields.append(_ALL_TCP_RIGHTS)
    if version >= _SCOPE_VERSION:
        fields.append(_ALL_SCOPES)
    return struct.pack(f"={len(fields)}Q", *fields)


def _file_rights(version: int) -> int:
    return (1 << max(count for since, count in _FILE_RIGHTS_BY_VERSION if since <= version)) - 1


class Landlock:
    """A ruleset made once and entered by every child; `version` is 0 where the kernel has none."""

    def __init__(self, machine: Machine, granted: Mapping[Path, int] | None = None) -> None:
        """Ask the kernel for its version and make the ruleset; `granted` maps what exists, files and folders, to `READ` or `WRITE`.

        Raises OSError when a path is not there, or the kernel refuses.
        """
        self._machine = machine
        self.version = _kernel_version(machine)
        self.descriptor = _create(machine, self.version) if self.version else -1
        for path, rights in (granted or {}).items() if self.version else ():
            _grant(machine, self.descriptor, path, rights & _file_rights(self.version))

    def close(self) -> None:
        """Give the ruleset's descriptor back; who has entered stays bound."""
        if self.version:
            os.close(self.descriptor)

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


def _grant(machine: Machine, ruleset: int, path: Path, rights: int) -> None:
    """Allow rights on a file or beneath a folder: the kernel's packed `landlock_path_beneath_attr`."""
    descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        attribute = struct.pack("=Qi", rights if path.is_dir() else rights & _OF_A_FILE, descriptor)
        number = machine.numbers["landlock_add_rule"]
        system_call(number, ctypes.c_int(ruleset), ctypes.c_int(_RULE_PATH_BENEATH), attribute, ctypes.c_uint(0))
    finally:
        os.close(descriptor)
