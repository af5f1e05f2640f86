"""A comparison in one sentence."""

from collections.abc import Sequence

from engine.domain.comparison import ComparedValue, Subject, Verdict
from engine.domain.scores import Score
from engine.pipeline.comparison.settings import ComparisonSettings


def sentence_of(verdict: Verdict, values: Sequence[ComparedValue], more_runs: int | None, settings: ComparisonSettings) -> str:
    """Say the verdict, and what it rests on."""
    if verdict is Verdict.SAME:
        return f"Same: every compared rate lies within {settings.margin:.0%} of the first job's, its whole 95 % interval included."
    if verdict is Verdict.CHANGED:
        changed = [value for value in values if value.verdict is Verdict.CHANGED and value.subject is not Subject.AGREEMENT]
        return f"Changed: {_change(min(changed, key=lambda value: (value.adjusted_p_value or 0.0, value.name)))}."
    asked = f"run about {more_runs} more in each job" if more_runs is not None else "run more in each job"
    return f"Cannot tell yet: {asked} to find a difference of {settings.margin:.0%} with {settings.power:.0%} probability."


def _change(value: ComparedValue) -> str:
    p_value = f"adjusted p = {value.adjusted_p_value:.2g}"
    if value.interval is None or not isinstance(value.first, Score) or not isinstance(value.second, Score):
        return f"{value.label.lower()} differ by {value.difference:.0%} of the runs ({p_value})"
    numbers = f"{value.first.value:.3f} to {value.second.value:.3f}"
    return f"{value.label}, {numbers} (difference 95 % {value.interval.low:+.3f} to {value.interval.high:+.3f}, {p_value})"
