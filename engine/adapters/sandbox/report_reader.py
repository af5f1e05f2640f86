"""Reads a dead child's report into an execution. Nothing in it is trusted: the code under test lived beside it."""

import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from engine.adapters.sandbox.guest.failures import OUT_OF_TIME, ends_scenario
from engine.adapters.sandbox.guest.report_format import ENDED, FULL, HEAD, KEPT, LOADED, OBSERVED, OUTCOMES, PROBLEM, USED
from engine.adapters.sandbox.kept_arguments import Kept
from engine.ports.sandbox import Execution, Observation, Outcome

_BY_SIGNAL = {
    signal.SIGSYS: (Outcome.BLOCKED, "it made a system call that ends a process here"),
    signal.SIGXFSZ: (Outcome.BLOCKED, "it wrote to a file"),
    signal.SIGXCPU: (Outcome.TIMEOUT, "the processor time ran out"),
    signal.SIGKILL: (Outcome.MEMORY, "the system killed it, most likely for the memory it took"),
}

_OUTCOMES = tuple(map(Outcome, OUTCOMES))
_OBSERVED = frozenset({OBSERVED, KEPT})
_FINISHED = frozenset({Outcome.RETURNED, Outcome.RAISED})
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


def execution_of(report: bytes, ending: Ending, kept: Kept, isolation: str) -> Execution:
    """Turn a report into an execution; calls that were not reached have no observation.

    `kept` has, for each call of each scenario, the encoded arguments where no call can change them.

    Programs that behave alike leave equal reports: of those, a few are remembered, and their executions have the same observations.
    """
    read = _known if len(report) <= _WORTH_REMEMBERING else _known.__wrapped__
    return replace(read(report, ending.status, kept, isolation, was_stopped=ending.was_stopped), wall_ms=ending.wall_ms)


@lru_cache(maxsize=16)
def _known(report: bytes, status: int, kept: Kept, isolation: str, *, was_stopped: bool) -> Execution:
    """The execution of a report, without its time."""
    frames = list(_frames(report))
    unreached = ((),) * len(kept)
    if frames and frames[0].kind == PROBLEM:
        return Execution(frames[0].outcome, unreached, isolation, frames[0].message)
    stop = _stop(frames, status, was_stopped=was_stopped)
    if not frames or frames[0].kind != LOADED:
        outcome, reason = stop or (Outcome.CRASHED, "its report makes no sense")
        return Execution(outcome, unreached, isolation, f"the answer does not load: {reason}")
    observations = _observations(frames[1:], kept)
    if stop is not None:
        _mark_stop(observations, kept, Observation(stop[0], "", "", stop[1]))
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
            texts.append(_text(report[position : position + size]) if size else "")
            position += size
        yield Frame(kind, scenario, _OUTCOMES[outcome], *texts)


def _text(content: bytes) -> str:
    text = content.decode("utf-8", "replace")
    return text.replace("\0", "\ufffd") if "\0" in text else text


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


def _observations(frames: list[Frame], kept: Kept) -> list[list[Observation]]:
    """The observations in the order of the calls; a frame that is not the next call's is a forgery and ends the reading."""
    observations: list[list[Observation]] = [[] for _ in kept]
    current = 0
    for kind, scenario, outcome, value, told_after, message in frames:
        if kind not in _OBSERVED or not current <= scenario < len(observations):
            break
        current, seen = scenario, observations[scenario]
        if len(seen) == len(kept[scenario]):
            break
        after = told_after if kind == OBSERVED else kept[scenario][len(seen)]
        if after is None:
            break
        seen.append(Observation(outcome, value, after if kind == OBSERVED or outcome in _FINISHED else "", message))
    return observations


def _mark_stop(observations: list[list[Observation]], kept: Kept, stop: Observation) -> None:
    """Put the stop at the call that was running: the first after all that have been observed."""
    reached = max((number for number, seen in enumerate(observations) if seen), default=0)
    for number in range(reached, len(observations)):
        seen = observations[number]
        if len(seen) < len(kept[number]) and not _is_over(seen):
            seen.append(stop)
            return


def _is_over(seen: list[Observation]) -> bool:
    """Whether a scenario had come to its end with the last call that was observed; the first constructs the object."""
    last = seen[-1] if seen else None
    return last is not None and ends_scenario("init" if len(seen) == 1 else "", last.outcome.value, last.value)
