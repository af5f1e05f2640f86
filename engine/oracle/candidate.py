"""A candidate: code to try with calls and, if known, what they should give; and the verdict on it."""

from dataclasses import dataclass

from engine.domain.json_value import Json
from engine.oracle.confirmation import confirm
from engine.oracle.observation import encode
from engine.oracle.reading import same_value
from engine.ports.sandbox import Execution, Limits, Observation, Outcome, Program, Sandbox


@dataclass(frozen=True, slots=True)
class Candidate:
    """Code to try. `expected` has a value for every call of every scenario, or is None when nothing is known.

    `constructs_silently` says for each scenario of a class whether it starts with an `init` that the request did not name.
    """

    name: str
    program: Program
    expected: tuple[tuple[Json, ...], ...] | None
    constructs_silently: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of a candidate: how it ended, what was seen, and whether that is what was expected (None: nothing was expected)."""

    outcome: Outcome
    observations: tuple[tuple[Observation, ...], ...]
    passed: bool | None
    isolation: str
    wall_ms: float
    problem: str | None = None


def try_candidate(sandbox: Sandbox, candidate: Candidate, limits: Limits) -> Trial:
    """Run a candidate; what passes, or returns where nothing is expected, runs again under other hash seeds.

    Raises SandboxFailed when the sandbox does not work and InvalidInput when the request cannot be run.
    """
    execution = sandbox.run(candidate.program, limits)
    outcome = _outcome(execution)
    if outcome is Outcome.RETURNED and _as_expected(candidate, execution) is not False:
        execution = confirm(sandbox, candidate.program, limits, execution)
        outcome = _outcome(execution)
    passed = None if candidate.expected is None else outcome is Outcome.RETURNED and _as_expected(candidate, execution) is True
    return Trial(outcome, _named_observations(candidate, execution), passed, execution.isolation, execution.wall_ms, execution.problem)


def _named_observations(candidate: Candidate, execution: Execution) -> tuple[tuple[Observation, ...], ...]:
    """The observations of the calls that the request named; an object's silent construction is shown only when nothing came after it."""
    silent = candidate.constructs_silently or (False,) * len(execution.observations)
    pairs = zip(execution.observations, silent, strict=True)
    return tuple((scenario[1:] or scenario) if is_silent else scenario for scenario, is_silent in pairs)


def _outcome(execution: Execution) -> Outcome:
    """The execution's own outcome, or that of the first call that did not return."""
    if execution.problem is not None or execution.outcome is not Outcome.RETURNED:
        return execution.outcome
    failed = (seen.outcome for scenario in execution.observations for seen in scenario if seen.outcome is not Outcome.RETURNED)
    return next(failed, Outcome.RETURNED)


def _as_expected(candidate: Candidate, execution: Execution) -> bool | None:
    if candidate.expected is None:
        return None
    pairs = zip(candidate.expected, execution.observations, strict=True)
    return all(
        len(wanted) == len(seen) and all(same_value(encode(value), each.value) for value, each in zip(wanted, seen, strict=True))
        for wanted, seen in pairs
    )
