"""Port: where code that a model wrote is run."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class Outcome(StrEnum):
    """How one call, or a whole execution, ended."""

    RETURNED = "returned"
    RAISED = "raised"
    TIMEOUT = "timeout"
    MEMORY = "memory"
    BLOCKED = "blocked"
    CRASHED = "crashed"
    NONDETERMINISTIC = "nondeterministic"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class Call:
    """One call with positional arguments; `method` names a method of the object under test (`init` constructs it).

    Arguments are JSON values, or tuples, sets, bytes and dictionaries with keys of any type, built from the built-in types only.
    """

    arguments: tuple[object, ...]
    method: str | None = None


@dataclass(frozen=True, slots=True)
class Program:
    """What to run: source text, the function or class to find in it, and scenarios of calls.

    A scenario for a function is one call. A scenario for a class starts with `init`; its calls share one object.
    """

    source: str
    entry_point: str
    is_class: bool
    scenarios: tuple[tuple[Call, ...], ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one execution: seconds of wall clock, megabytes of memory beyond the interpreter's own, bytes of each observation.

    `processor_seconds` bounds the processor time of the whole, rounded up to seconds; with it the wall clock is only the last resort, for
    what sleeps, and a busy machine decides nothing. `scenario_seconds` (processor time, too, with eight times as much by the wall
    clock) ends one scenario early, so that the next ones are still observed; None leaves each all the time there is.
    `hash_seed` is the PYTHONHASHSEED under which the program runs: what differs between two seeds is not determined by the program.
    """

    wall_seconds: float = 5.0
    memory_mb: int = 256
    observation_bytes: int = 64_000
    scenario_seconds: float | None = None
    processor_seconds: float | None = None
    hash_seed: int = 0


@dataclass(frozen=True, slots=True)
class Observation:
    """What one call did, as text that is equal exactly when the behaviour is.

    `value` encodes the result with its exact types, or the exception's type name; `arguments_after` encodes the arguments as
    the call left them; `message` is for readers only and never compared.
    """

    outcome: Outcome
    value: str
    arguments_after: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class Execution:
    """What a program did: overall outcome, and per scenario the observations of its calls, as far as it came.

    `isolation` says what held the code: `none` means rlimits and the clock only. `problem` says why it could not be loaded.
    `wall_ms` is how long it took, in milliseconds.
    """

    outcome: Outcome
    observations: tuple[tuple[Observation, ...], ...]
    isolation: str
    problem: str | None = None
    wall_ms: float = field(default=0.0, compare=False)


class Sandbox(Protocol):
    """Runs one program and reports what it did.

    Three failures are kept apart: what the candidate does wrong is in the Execution; SandboxFailed is raised when the sandbox itself
    does not work; InvalidInput is raised when the request cannot be run.
    """

    def run(self, program: Program, limits: Limits) -> Execution:
        """Run every scenario of the program within the limits; never raises for what the program does."""
        ...
