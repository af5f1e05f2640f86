"""The Landlock ruleset for every kernel version, and what happens where the kernel has none."""

import errno
import struct

import pytest

from engine.adapters.sandbox.guest import landlock
from engine.adapters.sandbox.guest.landlock import Landlock, ruleset_attribute
from engine.adapters.sandbox.guest.syscall_numbers import X86_64


@pytest.mark.parametrize(
    ("version", "fields"),
    [
        (1, (0x1FFF,)),
        (2, (0x3FFF,)),
        (3, (0x7FFF,)),
        (4, (0x7FFF, 0b11)),
        (5, (0xFFFF, 0b11)),
        (6, (0xFFFF, 0b11, 0b11)),
        (7, (0xFFFF, 0b11, 0b11)),
    ],
)
def test_handles_every_right_that_the_version_knows(version: int, fields: tuple[int, ...]) -> None:
    assert ruleset_attribute(version) == struct.pack(f"={len(fields)}Q", *fields)


def test_a_kernel_without_landlock_has_version_zero_and_is_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def refuse(number: int, *_arguments: object) -> int:
        asked.append(number)
        raise OSError(errno.ENOSYS, "no such system call")

    monkeypatch.setattr(landlock, "system_call", refuse)
    ruleset = Landlock(X86_64)
    ruleset.enter()
    assert (ruleset.version, asked) == (0, [X86_64.numbers["landlock_create_ruleset"]])


def test_entering_names_the_ruleset_that_was_made(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[tuple[int, tuple[object, ...]]] = []

    def answer(number: int, *arguments: object) -> int:
        calls.append((number, tuple(getattr(argument, "value", argument) for argument in arguments)))
        return {0: 4, 1: 9, 2: 0}[len(calls) - 1]

    monkeypatch.setattr(landlock, "system_call", answer)
    Landlock(X86_64).enter()
    create, enter = X86_64.numbers["landlock_create_ruleset"], X86_64.numbers["landlock_restrict_self"]
    assert calls == [(create, (None, 0, 1)), (create, (ruleset_attribute(4), 16, 0)), (enter, (9, 0))]
