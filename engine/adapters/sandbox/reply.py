"""Reading what a child process wrote; nothing in it is trusted to be well formed, because the code under test can write too."""

import json

from engine.domain.errors import SandboxFailed
from engine.domain.json_value import Json
from engine.ports.sandbox import Execution, Observation, Outcome, Program

_STOPPED = {
    Outcome.TIMEOUT: "the time ran out",
    Outcome.BLOCKED: "it wrote more than an answer may",
    Outcome.CRASHED: "the process ended by itself",
}


def execution_of(content: bytes, stopped_by: Outcome | None, exit_code: int, program: Program, isolation: str) -> Execution:
    """Turn a child's reply into an execution; calls that were not reached have no observation.

    Raises SandboxFailed when the child did not come as far as the code under test.
    """
    lines = [_parse(line) for line in content.split(b"\n") if line]
    if lines[:1] != [["ready"]]:
        raise SandboxFailed(f"the child process did not start (exit code {exit_code})")
    if stopped_by is None and len(lines) == 3 and _is_problem(lines[1]):
        return _unloaded(lines[1], len(program.scenarios), isolation)
    if lines[1:2] != [["loaded"]]:
        outcome = stopped_by or Outcome.CRASHED
        return Execution(outcome, ((),) * len(program.scenarios), isolation, f"the answer does not load: {_STOPPED[outcome]}")
    observations = _observations(lines[2:], program)
    if stopped_by is not None:
        _mark_stop(observations, program, stopped_by)
    return Execution(stopped_by or Outcome.RETURNED, tuple(map(tuple, observations)), isolation)


def _parse(line: bytes) -> list[Json]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return []
    return value if isinstance(value, list) else []


def _is_problem(line: list[Json]) -> bool:
    return len(line) == 3 and line[0] == "problem" and line[1] in {"invalid", "raised", "timeout", "memory"}


def _unloaded(line: list[Json], scenarios: int, isolation: str) -> Execution:
    return Execution(Outcome(str(line[1])), ((),) * scenarios, isolation, str(line[2]))


def _observations(lines: list[list[Json]], program: Program) -> list[list[Observation]]:
    observations: list[list[Observation]] = [[] for _ in program.scenarios]
    for line in lines:
        if len(line) != 5 or not all(isinstance(part, str) for part in line[1:]):
            continue
        number, outcome, value, after, message = line
        if isinstance(number, int) and 0 <= number < len(observations) and len(observations[number]) < len(program.scenarios[number]):
            observations[number].append(Observation(_outcome(str(outcome)), str(value), str(after), str(message)))
    return observations


def _outcome(name: str) -> Outcome:
    return Outcome(name) if name in set(Outcome) else Outcome.INVALID


def _mark_stop(observations: list[list[Observation]], program: Program, stopped_by: Outcome) -> None:
    """Put the stop at the first call that has no observation and no failure before it."""
    for seen, scenario in zip(observations, program.scenarios, strict=True):
        if len(seen) < len(scenario) and all(item.outcome is Outcome.RETURNED for item in seen):
            seen.append(Observation(stopped_by, "", "", _STOPPED[stopped_by]))
            return
