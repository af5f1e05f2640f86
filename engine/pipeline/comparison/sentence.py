"""A comparison in one sentence."""

from collections.abc import Sequence

from engine.domain.comparison import ComparedValue, Subject, Verdict
from engine.domain.scores import Score
from engine.pipeline.comparison.settings import ComparisonSettings

SMALLEST_P = 0.001


def sentence_of(verdict: Verdict, values: Sequence[ComparedValue], more_runs: int | None, settings: ComparisonSettings) -> str:
    """Say the verdict, and what it rests on."""
    if verdict is Verdict.SAME:
        return f"Same: every compared rate lies within {settings.margin:.0%} of the first job's, its whole 95% interval included."
    if verdict is Verdict.CHANGED:
        changed = [value for value in values if value.verdict is Verdict.CHANGED and value.subject is not Subject.AGREEMENT]
        return f"Changed: {_change(min(changed, key=lambda value: (value.adjusted_p_value or 0.0, value.name)))}."
    asked = f"run about {more_runs} more in each job" if more_runs is not None else "run more in each job"
    return f"Cannot tell yet: {asked} to find a difference of {settings.margin:.0%} with {settings.power:.0%} probability."


def _change(value: ComparedValue) -> str:
    p_value = _p_value(value.adjusted_p_value or 0.0)
    if value.interval is None or not isinstance(value.first, Score) or not isinstance(value.second, Score):
        return f"The {value.label.lower()} differs by {value.difference:.0%} of the runs ({p_value})"
    low, high = value.interval.low, value.interval.high
    if value.subject is Subject.DISTANCE:
        numbers, interval = f"from {value.first.value:.3f} to {value.second.value:.3f}", f"{low:+.3f} to {high:+.3f}"
    else:
        # A difference of shares is told in percentage points: in percent it would read as a share of the first share.
        numbers, interval = f"from {value.first.value:.0%} to {value.second.value:.0%}", f"{100 * low:+.0f} to {100 * high:+.0f} pp"
    return f"{value.label} went {numbers} (95% interval of the difference {interval}, {p_value})"


def _p_value(value: float) -> str:
    """As statisticians write it: what would round to nothing is said to be below the smallest that is told."""
    return f"adjusted p < {SMALLEST_P:g}" if value < SMALLEST_P else f"adjusted p = {value:.2g}"
