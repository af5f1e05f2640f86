"""Whether comparisons let a release pass."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from engine.domain.comparison import ComparedValue, Comparison, Direction, Subject, Verdict
from engine.domain.scores import Score


class FailOn(StrEnum):
    """Which changes stop a release."""

    CHANGED = "changed"
    WORSE = "worse"


@dataclass(frozen=True, slots=True)
class GateRules:
    """Which changes fail, whether *cannot tell yet* does, and the lowest allowed values of the second job by name of the number."""

    fail_on: FailOn = FailOn.CHANGED
    fails_undecided: bool = False
    minimums: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Failure:
    """Why the gate is closed: the number concerned (None for the comparison as a whole) and the reason in words."""

    name: str | None
    reason: str


def failures_of(comparison: Comparison, rules: GateRules) -> tuple[Failure, ...]:
    """Everything in a comparison that the rules do not let pass; empty when the gate is open."""
    if comparison.verdict is None:
        return (Failure(None, comparison.sentence),)
    undecided = rules.fails_undecided and comparison.verdict is Verdict.CANNOT_TELL
    whole = [Failure(None, comparison.sentence)] if undecided else []
    return (*whole, *_changes(comparison.values, rules.fail_on), *_too_low(comparison.values, rules.minimums))


def _changes(values: Sequence[ComparedValue], fail_on: FailOn) -> Iterator[Failure]:
    for value in values:
        counts = value.verdict is Verdict.CHANGED and value.subject is not Subject.AGREEMENT
        if counts and (fail_on is FailOn.CHANGED or value.direction is Direction.WORSE):
            yield Failure(value.name, f"{value.label} changed by {value.difference:+.3f} (adjusted p = {value.adjusted_p_value:.2g})")


def _too_low(values: Sequence[ComparedValue], minimums: Mapping[str, float]) -> Iterator[Failure]:
    known = {value.name: value for value in values}
    for name, minimum in minimums.items():
        value = known.get(name)
        second = value.second if value is not None else None
        if not isinstance(second, Score):
            yield Failure(name, f"{name} has no value, but at least {minimum:g} is asked for")
        elif second.value < minimum:
            yield Failure(name, f"{name} is {second.value:.3f}, below the minimum of {minimum:g}")
