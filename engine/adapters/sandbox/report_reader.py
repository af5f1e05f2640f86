"""Reads a dead child's report into an execution. Nothing in it is trusted: the code under test lived beside it."""

import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from engine.adapters.sandbox.guest.failures import OUT_OF_TIME
from engine.adapters.sandbox.guest.report_format import ENDED, FULL, HEAD, LOADED, OBSERVED, OUTCOMES, PROBLEM, USED
from engine.ports.sandbox import Execution, Observation, Outcome, Program

_BY_SIGNAL = {
    signal.SIGSYS: (Outcome.BLOCKED, "it made a system call that ends a process here"),
    signal.SIGXFSZ: (Outcome.BLOCKED, "it wrote to a file"),
    signal.SIGXCPU: (Outcome.TIMEOUT, "the processor time ran out"),
    signal.SIGKILL: (Outcome.MEMORY, "the system killed it, most likely for the memory it took"),
}

_OUTCOMES = tuple(map(Outcome, OUTCOMES))
_WORTH_REMEMBERING = 250_000


class Frame(NamedTuple):
    """One whole frame of a report."""

    kind: int
    scenario: int
    outcome: Outcome
    value: str
    after: str
    message: str


class Ending(NamedTuple):
    """How a child ended: its wait status, whether the clock had it killed, wall and processor time."""

    status: int
    was_stopped: bool
    wall_ms: float
    processor_ms: float


def execution_of(report: bytes, ending: Ending, program: Program, isolation: str) -> Execution:
    """Turn a report into an execution; calls that were not reached have no observation.

    Programs that behave alike leave equal reports: of those, a few are remembered, and their executions have the same observations.
    """
    read = _known if len(report) <= _WORTH_REMEMBERING else _known.__wrapped__
    sizes = tuple(map(len, program.scenarios))
    return replace(read(report, ending.status, sizes, isolation, was_stopped=ending.was_stopped), wall_ms=ending.wall_ms)


@lru_cache(maxsize=16)
def _known(report: bytes, status: int, sizes: tuple[int, ...], isolation: str, *, was_stopped: bool) -> Execution:
    """The execution of a report on scenarios of so many calls, without its time."""
    frames = list(_frames(report))
    unreached = ((),) * len(sizes)
    if frames and frames[0].kind == PROBLEM:
        return Execution(frames[0].outcome, unreached, isolation, frames[0].message)
    stop = _stop(frames, status, was_stopped=was_stopped)
    if not frames or frames[0].kind != LOADED:
        outcome, reason = stop or (Outcome.CRASHED, "its report makes no sense")
        return Execution(outcome, unreached, isolation, f"the answer does not load: {reason}")
    observations = _observations(frames[1:], sizes)
    if stop is not None:
        _mark_stop(observations, sizes, Observation(stop[0], "", "", stop[1]))
    outcome = stop[0] if stop else Outcome.RETURNED
    return Execution(outcome, tuple(map(tuple, observations)), isolation)


def _frames(report: bytes) -> Iterator[Frame]:
    """Every whole frame up to the first that makes no sense. Null characters, which no database takes, are replaced."""
    end = min(USED.size + USED.unpack_from(report)[0], len(report))
    position = USED.size
    while position + HEAD.size <= end:
        kind, scenario, outcome, *sizes = HEAD.unpack_from(report, position)
        position += HEAD.size
        if outcome >= len(_OUTCOMES) or position + sum(sizes) > end:
            return
        texts = []
        for size in sizes:
            texts.append(report[position : position + size].decode("utf-8", "replace").replace("\0", "\ufffd"))
            position += size
        yield Frame(kind, scenario, _OUTCOMES[outcome], *texts)


def _stop(frames: list[Frame], status: int, *, was_stopped: bool) -> tuple[Outcome, str] | None:
    """Why the play did not come to its end, or None when it did."""
    if was_stopped:
        return Outcome.TIMEOUT, OUT_OF_TIME
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        return _BY_SIGNAL.get(signal.Signals(number), (Outcome.CRASHED, f"the process was ended by {told(status)}"))
    if frames and frames[-1].kind == FULL:
        return Outcome.BLOCKED, "it returned more than a report may hold"
    return None if frames and frames[-1].kind == ENDED else (Outcome.CRASHED, f"the process ended by itself ({told(status)})")


def told(status: int) -> str:
    """A wait status in words."""
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        return signal.strsignal(number) or f"signal {number}"
    return f"exit code {os.waitstatus_to_exitcode(status)}"


def _observations(frames: list[Frame], sizes: tuple[int, ...]) -> list[list[Observation]]:
    """The observations in the order of the calls; a frame that is not the next call's is a forgery and ends the reading."""
    observations: list[list[Observation]] = [[] for _ in sizes]
    current = 0
    for frame in frames:
        if frame.kind != OBSERVED or not current <= frame.scenario < len(observations):
            break
        current = frame.scenario
        if len(observations[current]) == sizes[current]:
            break
        observations[current].append(Observation(frame.outcome, frame.value, frame.after, frame.message))
    return observations


def _mark_stop(observations: list[list[Observation]], sizes: tuple[int, ...], stop: Observation) -> None:
    """Put the stop at the call that was running: the first after all that have been observed."""
    reached = max((number for number, seen in enumerate(observations) if seen), default=0)
    for number in range(reached, len(observations)):
        seen = observations[number]
        if len(seen) < sizes[number] and all(item.outcome is Outcome.RETURNED for item in seen):
            seen.append(stop)
            return
