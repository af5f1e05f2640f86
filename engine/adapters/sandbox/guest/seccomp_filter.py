"""Writes the policy as a classic BPF program and installs it.

Sources: seccomp(2); `Documentation/userspace-api/seccomp_filter.rst` and `include/uapi/linux/{filter,seccomp}.h` of Linux;
S. McCanne and V. Jacobson, "The BSD Packet Filter", USENIX Winter 1993.
"""

import ctypes
import struct
from collections.abc import Iterable, Sequence

from engine.adapters.sandbox.guest.libc import system_call
from engine.adapters.sandbox.guest.seccomp_policy import ALLOWED, DEFAULT_ERROR, ERRORS, KILLED, ArgumentTest, Rule
from engine.adapters.sandbox.guest.syscall_numbers import Machine

LOAD_WORD, AND, JUMP_IF_EQUAL, JUMP_IF_AT_LEAST, RETURN = 0x20, 0x54, 0x15, 0x35, 0x06
ALLOW, ERRNO, KILL_PROCESS = 0x7FFF0000, 0x00050000, 0x80000000
NUMBER_OFFSET, ARCHITECTURE_OFFSET, ARGUMENTS_OFFSET = 0, 4, 16
SECCOMP_SET_MODE_FILTER = 1
MAX_INSTRUCTIONS = 4096

Instruction = tuple[int, int, int, int]


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


class SeccompFilter:
    """The filter for one machine, compiled once and installed in every child."""

    def __init__(self, machine: Machine, program: Sequence[Instruction] | None = None) -> None:
        """Compile a program for a machine, by default the policy of candidates."""
        code = filter_program(machine) if program is None else program
        self._code = b"".join(struct.pack("=HBBI", *instruction) for instruction in code)
        self._program = _Program(len(code), self._code)
        self._reference = ctypes.byref(self._program)
        self._number = machine.numbers["seccomp"]

    def install(self) -> None:
        """Bind this process for good; no_new_privs must be set. Raises OSError where the kernel has no seccomp filters."""
        system_call(self._number, ctypes.c_uint(SECCOMP_SET_MODE_FILTER), ctypes.c_uint(0), self._reference)


def filter_program(machine: Machine) -> list[Instruction]:
    """The whole program as (code, jump if true, jump if false, operand): wrong machine, allowed, errors, killed, and the rest."""
    known = machine.numbers
    program = _check_machine(machine)
    for rule in ALLOWED:
        if rule.name in known:
            program += _allow(rule, known[rule.name])
    program.append((LOAD_WORD, 0, 0, NUMBER_OFFSET))
    for name, code in ERRORS.items():
        program += _answer(known[name], ERRNO | code)
    for name in KILLED:
        if name in known:
            program += _answer(known[name], KILL_PROCESS)
    program.append((RETURN, 0, 0, ERRNO | DEFAULT_ERROR))
    return program


def denying_program(machine: Machine, names: Iterable[str]) -> list[Instruction]:
    """A program that refuses some system calls by name and allows all others; another machine's calls end the process."""
    refused = [step for name in names for step in _answer(machine.numbers[name], ERRNO | DEFAULT_ERROR)]
    return [*_check_machine(machine), *refused, (RETURN, 0, 0, ALLOW)]


def _check_machine(machine: Machine) -> list[Instruction]:
    program = [
        (LOAD_WORD, 0, 0, ARCHITECTURE_OFFSET),
        (JUMP_IF_EQUAL, 1, 0, machine.audit_architecture),
        (RETURN, 0, 0, KILL_PROCESS),
        (LOAD_WORD, 0, 0, NUMBER_OFFSET),
    ]
    if machine.foreign_from is not None:
        program += [(JUMP_IF_AT_LEAST, 0, 1, machine.foreign_from), (RETURN, 0, 0, KILL_PROCESS)]
    return program


def _answer(number: int, action: int) -> list[Instruction]:
    return [(JUMP_IF_EQUAL, 0, 1, number), (RETURN, 0, 0, action)]


def _allow(rule: Rule, number: int) -> list[Instruction]:
    """Allow a call; with tests on its arguments, every failed test jumps behind the rule's return."""
    if not rule.tests:
        return _answer(number, ALLOW)
    tests = [step for test in rule.tests for step in _argument_test(test)]
    body = [*tests, (RETURN, 0, 0, ALLOW)]
    jumps = [
        (code, true, len(body) - position - 1, operand) if code == JUMP_IF_EQUAL else (code, true, false, operand)
        for position, (code, true, false, operand) in enumerate(body)
    ]
    return [(JUMP_IF_EQUAL, 0, len(body), number), *jumps, (LOAD_WORD, 0, 0, NUMBER_OFFSET)]


def _argument_test(test: ArgumentTest) -> list[Instruction]:
    """Compare both 32-bit halves of an argument (little-endian, as both machines are)."""
    offset = ARGUMENTS_OFFSET + 8 * test.index
    return [*_half_test(offset, test.mask, test.value), *_half_test(offset + 4, test.mask >> 32, test.value >> 32)]


def _half_test(offset: int, mask: int, value: int) -> list[Instruction]:
    mask, value = mask & 0xFFFFFFFF, value & 0xFFFFFFFF
    masking = [] if mask == 0xFFFFFFFF else [(AND, 0, 0, mask)]
    return [(LOAD_WORD, 0, 0, offset), *masking, (JUMP_IF_EQUAL, 0, 0, value)] if mask else []
