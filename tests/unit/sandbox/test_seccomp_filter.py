"""The seccomp filter of both machines, run in an interpreter of its own."""

import errno

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.adapters.sandbox.guest.seccomp_filter import ALLOW, ERRNO, KILL_PROCESS, MAX_INSTRUCTIONS, filter_program
from engine.adapters.sandbox.guest.seccomp_policy import ALLOWED, KILLED
from engine.adapters.sandbox.guest.syscall_numbers import AARCH64, MACHINES, X86_64, Machine
from tests.unit.sandbox.bpf_machine import run_filter

DENIED = ERRNO | errno.EPERM
BOTH = pytest.mark.parametrize("machine", [X86_64, AARCH64], ids=["x86_64", "aarch64"])
PROGRAMS = {id(machine): filter_program(machine) for machine in MACHINES.values()}


def answer(machine: Machine, number: int, *arguments: int) -> int:
    return run_filter(PROGRAMS[id(machine)], machine.audit_architecture, number, arguments)


@BOTH
def test_every_jump_stays_inside_and_every_path_returns(machine: Machine) -> None:
    program = PROGRAMS[id(machine)]
    assert len(program) <= MAX_INSTRUCTIONS
    assert all(
        index + 1 + jump < len(program)
        for index, (_, true, false, _) in enumerate(program)
        for jump in (true, false)
        if index + 1 < len(program)
    )
    assert all(0 <= jump < 256 for _, true, false, _ in program for jump in (true, false))


@BOTH
def test_the_allow_list_is_allowed_and_nothing_else(machine: Machine) -> None:
    unconditional = {machine.numbers[rule.name] for rule in ALLOWED if not rule.tests and rule.name in machine.numbers}
    conditional = {machine.numbers[rule.name] for rule in ALLOWED if rule.tests}
    killed = {machine.numbers[name] for name in KILLED if name in machine.numbers}
    special = {machine.numbers["clone3"]: ERRNO | errno.ENOSYS, machine.numbers["ioctl"]: ERRNO | errno.ENOTTY}
    for number in set(range(600)) - conditional:
        expected = ALLOW if number in unconditional else KILL_PROCESS if number in killed else special.get(number, DENIED)
        assert answer(machine, number) == expected, number


@BOTH
@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("write", (1, 0, 9), ALLOW),
        ("write", (2, 0, 9), ALLOW),
        ("write", (0, 0, 9), DENIED),
        ("write", (3, 0, 9), DENIED),
        ("write", (1 << 32 | 1, 0, 9), DENIED),
        ("mmap", (0, 4096, 0b011, 0x22, -1, 0), ALLOW),
        ("mmap", (0, 4096, 0b111, 0x22, -1, 0), DENIED),
        ("mmap", (0, 4096, 0b100, 0x22, -1, 0), DENIED),
        ("mmap", (0, 4096, 0b011, 0x02, 3, 0), DENIED),
        ("mmap", (0, 4096, 0b011, 0x40022, -1, 0), DENIED),
        ("mprotect", (0, 4096, 0b011), ALLOW),
        ("mprotect", (0, 4096, 0b101), DENIED),
        ("prlimit64", (0, 7, 0, 4096), ALLOW),
        ("prlimit64", (0, 7, 4096, 0), DENIED),
        ("prlimit64", (1, 7, 0, 4096), DENIED),
        ("prlimit64", (0, 7, 1 << 32, 0), DENIED),
    ],
)
def test_arguments_decide(machine: Machine, name: str, arguments: tuple[int, ...], expected: int) -> None:
    assert answer(machine, machine.numbers[name], *arguments) == expected


@BOTH
@settings(max_examples=300, deadline=None)
@given(number=st.integers(0, 2**32 - 1), architecture=st.integers(0, 2**32 - 1))
def test_another_machines_calls_end_the_process(machine: Machine, number: int, architecture: int) -> None:
    if architecture != machine.audit_architecture:
        assert run_filter(PROGRAMS[id(machine)], architecture, number) == KILL_PROCESS


@pytest.mark.parametrize("number", [0x40000000, 0x40000000 + 1, 0x40000000 + 322, 0xFFFFFFFF])
def test_x32_calls_end_the_process(number: int) -> None:
    assert answer(X86_64, number) == KILL_PROCESS


@BOTH
@settings(max_examples=300, deadline=None)
@given(arguments=st.tuples(*[st.integers(0, 2**64 - 1)] * 6))
def test_executable_memory_is_never_allowed(machine: Machine, arguments: tuple[int, ...]) -> None:
    executable = (*arguments[:2], arguments[2] | 4, *arguments[3:])
    assert answer(machine, machine.numbers["mmap"], *executable) == DENIED
    assert answer(machine, machine.numbers["mprotect"], *executable) == DENIED
