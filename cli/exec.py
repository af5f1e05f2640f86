"""`skyt exec`: try generated code in the sandbox, candidates as JSON Lines in, trials as JSON Lines out."""

import json
import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Annotated

import typer

from cli.bootstrap import open_sandbox
from engine.domain.errors import Fault, InvalidInput
from engine.domain.json_value import Json, JsonObject
from engine.oracle.candidate import Trial, try_candidate
from engine.oracle.candidate_reading import read_candidate
from engine.ports.sandbox import Limits, Observation, Outcome, Sandbox

MAX_LINE_BYTES = 16_000_000
BAD_INPUT = 2


def exec_command(
    wall: Annotated[float, typer.Option("--wall", help="Seconds that each candidate may run.", min=0.01, max=3600)] = 5.0,
    memory: Annotated[int, typer.Option("--memory", help="Megabytes that each candidate may take.", min=1, max=65_536)] = 256,
) -> None:
    """Try candidates from standard input, one JSON object a line: name, code, function or class, args, and perhaps expected.

    Writes one JSON object for each, in order: name, outcome, observations, verdict, isolation, wall_ms. A line that is no candidate
    has the outcome `invalid`, and the exit code is 2.
    """
    limits = Limits(wall_seconds=wall, memory_mb=memory)
    all_valid = True
    with open_sandbox() as sandbox:
        for result in run_lines(sandbox, sys.stdin.buffer, limits):
            all_valid = all_valid and "problem_with_line" not in result
            sys.stdout.write(json.dumps(result) + "\n")
            sys.stdout.flush()
    if not all_valid:
        raise typer.Exit(BAD_INPUT)


def run_lines(sandbox: Sandbox, lines: Iterable[bytes], limits: Limits) -> Iterator[JsonObject]:
    """Try every line's candidate, as many at a time as there are processors, and give the results in order."""
    width = os.cpu_count() or 1
    with ThreadPoolExecutor(width) as threads:
        waiting: deque[Future[JsonObject]] = deque()
        for number, line in enumerate(lines, start=1):
            if line.strip():
                waiting.append(threads.submit(_run_line, sandbox, line, number, limits))
            while waiting and (len(waiting) > 2 * width or waiting[0].done()):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _run_line(sandbox: Sandbox, line: bytes, number: int, limits: Limits) -> JsonObject:
    name = f"line {number}"
    try:
        document = _parse(line)
        name = _name(document, name)
        candidate = read_candidate(document, name)
        return {"name": name, **_trial_document(try_candidate(sandbox, candidate, limits))}
    except InvalidInput as error:
        message = "\n".join(str(Fault(fault.message, fault.path, number, "standard input")) for fault in error.faults)
        return {"name": name, **_INVALID, "problem_with_line": message}


_INVALID: JsonObject = {"outcome": Outcome.INVALID.value, "observations": [], "verdict": None, "isolation": None, "wall_ms": 0.0}


def _parse(line: bytes) -> Json:
    if len(line) > MAX_LINE_BYTES:
        raise InvalidInput([Fault(f"the line has more than {MAX_LINE_BYTES:,} bytes")])
    try:
        document: Json = json.loads(line, parse_constant=_no_json)
    except RecursionError as error:
        raise InvalidInput([Fault("the JSON is nested too deeply")]) from error
    except ValueError as error:
        raise InvalidInput([Fault(f"this is no JSON: {error}")]) from error
    return document


def _no_json(name: str) -> Json:
    raise ValueError(f"{name} is not a JSON value")


def _name(document: Json, default: str) -> str:
    name = document.get("name") if isinstance(document, dict) else None
    return name if isinstance(name, str) and name else default


def _trial_document(trial: Trial) -> JsonObject:
    document: JsonObject = {
        "outcome": trial.outcome.value,
        "observations": _observations_document(trial),
        "verdict": None if trial.passed is None else "pass" if trial.passed else "fail",
        "isolation": trial.isolation,
        "wall_ms": round(trial.wall_ms, 3),
    }
    return document if trial.problem is None else {**document, "problem": trial.problem}


def _observations_document(trial: Trial) -> list[Json]:
    """One entry for each call of a function; for a class, one for each operation, in the shape of the request."""
    return [_observation_document(seen) for scenario in trial.observations for seen in scenario]


def _observation_document(seen: Observation) -> JsonObject:
    document: JsonObject = {"outcome": seen.outcome.value, "value": seen.value}
    if seen.arguments_after:
        document["arguments_after"] = seen.arguments_after
    if seen.message:
        document["message"] = seen.message
    return document
