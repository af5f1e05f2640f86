"""What is observed of arguments that no call can change: known to the supervisor before anything runs."""

from collections import deque

from engine.oracle.observation import encode, is_unchangeable
from engine.ports.sandbox import Call, Program

Kept = tuple[tuple[str | None, ...], ...]
_recent: deque[tuple[tuple[tuple[Call, ...], ...], int, Kept]] = deque(maxlen=16)


def keeps_arguments(call: Call) -> bool:
    """Whether none of a call's arguments can be changed by whoever gets it."""
    return all(map(is_unchangeable, call.arguments))


def kept_arguments(program: Program, observation_bytes: int) -> Kept:
    """The encoded arguments of each call of each scenario; None for those that a call could change.

    Those of the last few scenarios are remembered by identity, because a contract's are played by each of its outputs.
    """
    for known, most_bytes, kept in tuple(_recent):
        if known is program.scenarios and most_bytes == observation_bytes:
            return kept
    kept = tuple(tuple(_encoded(call, observation_bytes) for call in scenario) for scenario in program.scenarios)
    _recent.append((program.scenarios, observation_bytes, kept))
    return kept


def _encoded(call: Call, observation_bytes: int) -> str | None:
    return encode(list(call.arguments), observation_bytes) if keeps_arguments(call) else None
