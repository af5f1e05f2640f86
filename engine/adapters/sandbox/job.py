"""Packs a program and its limits for a child, and says what is wrong with them when they cannot be packed."""

import marshal
import math
from collections import deque
from dataclasses import dataclass

from engine.adapters.sandbox.guest.report_format import HEAD, USED
from engine.adapters.sandbox.kept_arguments import keeps_arguments
from engine.domain.errors import Fault, InvalidInput
from engine.ports.sandbox import Call, Limits, Program

# Version 2 writes floats bit-exact and knows no references, so that no two arguments share an object after unpacking.
MARSHAL_VERSION = 2
MAX_JOB_BYTES = 64_000_000
MAX_REPORT_BYTES = 64_000_000
MAX_WALL_SECONDS = 3_600
MAX_MEMORY_MB = 65_536
_TEXT_BYTES = 1_000
_WORTH_REMEMBERING = 1_000_000
_recent: deque[tuple[tuple[tuple[Call, ...], ...], list[bytes]]] = deque(maxlen=16)


@dataclass(frozen=True, slots=True)
class Job:
    """A packed job: its bytes for the child, how large its report may be, and its processor time in whole seconds."""

    content: bytes
    report_bytes: int
    processor_seconds: int


def pack_job(program: Program, limits: Limits) -> Job:
    """Pack a job. Raises InvalidInput when a limit makes no sense or the arguments are no JSON values of bearable size."""
    _check(limits)
    calls = sum(map(len, program.scenarios))
    processor_seconds = math.ceil(limits.processor_seconds or limits.wall_seconds + 1)
    report_bytes = min(USED.size + (calls + 4) * (HEAD.size + 2 * limits.observation_bytes + _TEXT_BYTES), MAX_REPORT_BYTES)
    content = marshal.dumps(
        {
            "source": program.source,
            "entry_point": program.entry_point,
            "scenarios": _packed(program.scenarios),
            "memory_mb": limits.memory_mb,
            "processor_seconds": processor_seconds,
            "scenario_seconds": limits.scenario_seconds,
            "observation_bytes": limits.observation_bytes,
            "report_bytes": report_bytes,
        },
        MARSHAL_VERSION,
    )
    if len(content) > MAX_JOB_BYTES:
        raise InvalidInput([Fault(f"source and arguments have more than {MAX_JOB_BYTES:,} bytes")], "test with smaller inputs")
    return Job(content, report_bytes, processor_seconds)


def _packed(scenarios: tuple[tuple[Call, ...], ...]) -> list[bytes]:
    """Each scenario's bytes; those of the last few are remembered by identity, because a contract's are played by each of its outputs."""
    for known, packed in tuple(_recent):
        if known is scenarios:
            return packed
    made = [_pack_scenario(scenario, index) for index, scenario in enumerate(scenarios)]
    if sum(map(len, made)) <= _WORTH_REMEMBERING:
        _recent.append((scenarios, made))
    return made


def _pack_scenario(scenario: tuple[Call, ...], index: int) -> bytes:
    """The calls: method, arguments, and whether no call can change these, which saves the child telling what became of them."""
    try:
        return marshal.dumps([(call.method, list(call.arguments), keeps_arguments(call)) for call in scenario], MARSHAL_VERSION)
    except ValueError as error:
        raise InvalidInput([Fault(f"the arguments cannot be passed on: {error}", f"$.scenarios[{index}]")]) from error


def _check(limits: Limits) -> None:
    bounds = {
        "wall_seconds": MAX_WALL_SECONDS,
        "memory_mb": MAX_MEMORY_MB,
        "observation_bytes": MAX_REPORT_BYTES // 4,
        "scenario_seconds": MAX_WALL_SECONDS,
        "processor_seconds": MAX_WALL_SECONDS,
    }
    faults = [
        Fault(f"must be above 0 and at most {bound:,}, not {value}", f"$.limits.{name}")
        for name, bound in bounds.items()
        if (value := getattr(limits, name)) is not None and not 0 < value <= bound
    ]
    if faults:
        raise InvalidInput(faults)
