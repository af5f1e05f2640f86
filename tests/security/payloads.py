"""The adversarial suite's payloads, read from their data files, and what it means that one was held."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from engine.oracle.candidate import Candidate, Trial, try_candidate
from engine.oracle.candidate_reading import read_candidate
from engine.ports.sandbox import Limits, Sandbox

DIRECTORY = Path(__file__).parent / "sandbox_payloads"
FAMILIES = tuple(sorted(path.stem for path in DIRECTORY.glob("*.yaml")))
LIMITS = Limits(wall_seconds=1.5, memory_mb=200)
KILL_MILLISECONDS = 2_000


@dataclass(frozen=True)
class Payload:
    """One candidate with what must come of it: verdict and possible outcomes, and perhaps its arguments afterwards."""

    family: str
    name: str
    request: dict[str, Any]
    verdict: str | None
    outcomes: tuple[str, ...]
    arguments_after: tuple[str, ...] | None

    def candidate(self, targets: dict[str, Any]) -> Candidate:
        """The candidate, with the marks `$CANARY`, `$PORT` and `$NAME` replaced by what the test set up to be attacked."""
        arguments = [[targets.get(value, value) if isinstance(value, str) else value for value in call] for call in self.request["args"]]
        return read_candidate({**self.request, "args": arguments if "function" in self.request else self.request["args"]}, self.name)


@cache
def payloads(family: str) -> tuple[Payload, ...]:
    """Every payload of a family, in the order of its file."""
    document = yaml.safe_load((DIRECTORY / f"{family}.yaml").read_text(encoding="utf-8"))
    return tuple(_payload(family, {**document["defaults"], **entry}) for entry in document["payloads"])


def all_payloads() -> list[Payload]:
    """The whole suite."""
    return [payload for family in FAMILIES for payload in payloads(family)]


def _payload(family: str, entry: dict[str, Any]) -> Payload:
    repeats = entry.get("code_repeats")
    code = entry["code"] if repeats is None else repeats["before"] + repeats["piece"] * repeats["count"] + repeats["after"]
    request = {key: entry[key] for key in ("name", "function", "class", "args", "expected") if entry.get(key) is not None}
    after = entry.get("arguments_after")
    outcomes = tuple(entry["outcomes"])
    return Payload(family, entry["name"], {**request, "code": code}, entry["verdict"], outcomes, None if after is None else tuple(after))


def complaints(payload: Payload, trial: Trial) -> list[str]:
    """Everything in which a trial is not what it must be; empty when the payload was held."""
    verdict = None if trial.passed is None else "pass" if trial.passed else "fail"
    found = []
    if verdict != payload.verdict:
        found.append(f"verdict {verdict} instead of {payload.verdict}")
    if trial.outcome.value not in payload.outcomes:
        found.append(
            f"outcome {trial.outcome.value} instead of {' or '.join(payload.outcomes)} ({trial.problem or trial.observations})"[:600]
        )
    if trial.wall_ms > LIMITS.wall_seconds * 1000 + KILL_MILLISECONDS:
        found.append(f"ran for {trial.wall_ms:.0f} ms")
    after = tuple(seen.arguments_after for scenario in trial.observations for seen in scenario)
    if payload.arguments_after is not None and after != payload.arguments_after:
        found.append(f"arguments {after} instead of {payload.arguments_after}")
    return found


def attempt(sandbox: Sandbox, payload: Payload, targets: dict[str, Any]) -> list[str]:
    """Run one payload and say in what it was not held."""
    return complaints(payload, try_candidate(sandbox, payload.candidate(targets), LIMITS))
