"""One compared number of two jobs."""

from collections.abc import Mapping

import strawberry

from api.schema.enums import ComparisonSubject, ComparisonVerdict, Direction
from api.schema.results.metrics import Interval, Metric, shown_metric
from engine.domain import comparison, scores
from engine.metrics import metric


@strawberry.type
class ComparedValue:
    """One number of both jobs; `difference` is second minus first.

    `noiseBand` holds the differences that chance alone explains at these numbers of runs: the interval of the difference, moved to
    zero; for mixes, what the permutation test's own draws stay within. `runsNeeded` is per job, in all. `adjustedPValue` is after
    Holm's correction over everything compared together.
    """

    name: str
    label: str
    subject: ComparisonSubject
    first: Metric
    second: Metric
    difference: float | None
    interval: Interval | None
    noise_band: Interval | None
    effect_size: float | None
    test: str | None
    p_value: float | None
    adjusted_p_value: float | None
    verdict: ComparisonVerdict | None
    direction: Direction
    runs_needed: int | None
    note: str | None

    @classmethod
    def of(cls, value: comparison.ComparedValue, known: Mapping[str, metric.Metric]) -> "ComparedValue":
        """Show a value."""
        return cls(
            name=value.name,
            label=value.label,
            subject=value.subject,
            first=shown_metric(value.name, value.first, known),
            second=shown_metric(value.name, value.second, known),
            difference=value.difference,
            interval=_interval(value.interval),
            noise_band=_interval(value.noise_band),
            effect_size=value.effect_size,
            test=value.test,
            p_value=value.p_value,
            adjusted_p_value=value.adjusted_p_value,
            verdict=value.verdict,
            direction=value.direction,
            runs_needed=value.runs_needed,
            note=value.note,
        )


def _interval(bounds: scores.Interval | None) -> Interval | None:
    return None if bounds is None else Interval(low=bounds.low, high=bounds.high, confidence=bounds.confidence)
