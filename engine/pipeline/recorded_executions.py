"""What outputs did where time or memory ran out, kept so that an analysis made again does not depend on how fast its machine is."""

from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass, replace

from engine.domain.json_value import text_hash
from engine.oracle.behaviour import EXHAUSTED
from engine.ports.sandbox import Execution, Limits, Program, Sandbox

PATIENCE = 20.0
_MOST_SECONDS = 3_600.0


@dataclass(frozen=True, slots=True)
class Recorded:
    """One execution: of which program (a hash), under which hash seed, and what was seen."""

    program: str
    hash_seed: int
    execution: Execution


class Recorder:
    """The port Sandbox over another one; notes every execution."""

    def __init__(self, sandbox: Sandbox) -> None:
        """Take the sandbox."""
        self._sandbox = sandbox
        self._notes: list[Recorded] = []

    def run(self, program: Program, limits: Limits) -> Execution:
        """Run the program. Raises what the sandbox raises."""
        execution = self._sandbox.run(program, limits)
        self._notes.append(Recorded(_hash(program), limits.hash_seed, replace(execution, wall_ms=0.0)))
        return execution

    def note(self, executions: Iterable[Recorded]) -> None:
        """Note executions that were made earlier and are remembered."""
        self._notes += executions

    def worth_keeping(self) -> tuple[Recorded, ...]:
        """Every execution in its order, if one of them was ended by a limit or two of one program differ; else none.

        What came to its end and is the same every time can be run again.
        """
        seen: dict[str, Execution] = {}
        for item in self._notes:
            first = seen.setdefault(item.program, item.execution)
            if was_ended(item.execution) or first.observations != item.execution.observations:
                return tuple(self._notes)
        return ()


class RecordedSandbox:
    """The port Sandbox: answers with what was recorded, and runs the rest with patience, since it is known to have come to its end."""

    def __init__(self, recorded: Iterable[Recorded], sandbox: Sandbox, patience: float = PATIENCE) -> None:
        """Take the executions in their order, the sandbox for the rest, and how many times the limits of time it is given."""
        self._sandbox, self._patience = sandbox, patience
        self._known: defaultdict[tuple[str, int], deque[Execution]] = defaultdict(deque)
        for item in recorded:
            self._known[item.program, item.hash_seed].append(item.execution)

    def run(self, program: Program, limits: Limits) -> Execution:
        """The program's next recorded execution, or a new one. Raises what the sandbox raises."""
        known = self._known[_hash(program), limits.hash_seed]
        return known.popleft() if known else self._sandbox.run(program, _patient(limits, self._patience))


class Forgetful:
    """The port Cache without a memory: every trial asks the sandbox, as often as the recorded analysis did."""

    def get(self, key: str) -> None:
        """Nothing."""
        del key

    def put(self, key: str, value: bytes) -> None:
        """Forget at once."""


def _hash(program: Program) -> str:
    """What tells the programs of one analysis apart; all of them that make several calls make the same ones."""
    calls = repr(program.scenarios) if len(program.scenarios) == 1 else str(len(program.scenarios))
    return text_hash("\0".join((program.source, program.entry_point, calls)))


def was_ended(execution: Execution) -> bool:
    """Whether time, memory or the sandbox ended an execution, or one of its scenarios."""
    return execution.outcome in EXHAUSTED or any(seen.outcome in EXHAUSTED for scenario in execution.observations for seen in scenario)


def _patient(limits: Limits, patience: float) -> Limits:
    def longer(seconds: float | None) -> float | None:
        return None if seconds is None else min(seconds * patience, _MOST_SECONDS)

    return replace(
        limits,
        wall_seconds=min(limits.wall_seconds * patience, _MOST_SECONDS),
        processor_seconds=longer(limits.processor_seconds),
        scenario_seconds=longer(limits.scenario_seconds),
    )
