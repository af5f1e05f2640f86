"""Values of metrics: a score with its evidence, or the reason why there is none."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Interval:
    """A two-sided confidence interval; `confidence` is its level, such as 0.95."""

    low: float
    high: float
    confidence: float = 0.95


@dataclass(frozen=True, slots=True)
class Score:
    """A metric's value; rates carry numerator and denominator (counts of runs) and an interval."""

    value: float
    numerator: int | None = None
    denominator: int | None = None
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class NotScored:
    """A metric that is undefined here, and why; never written as 0 or NaN."""

    reason: str


MetricValue = Score | NotScored
