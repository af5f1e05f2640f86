"""One compared number before the verdict: both values, their difference, and the test's p-value."""

from dataclasses import dataclass

from engine.domain.comparison import Subject
from engine.domain.scores import Interval, MetricValue


@dataclass(frozen=True, slots=True)
class Heading:
    """What is compared; `higher_is_better` is None where neither way is."""

    name: str
    label: str
    subject: Subject
    higher_is_better: bool | None = True


@dataclass(frozen=True, slots=True)
class Measurement:
    """Both values and second minus first; `p_value` is None where no test applies.

    `rates` are both rates where runs can be counted, for effect size and sample size; `note` goes to the reader. `noise` holds the
    differences that chance alone explains, where these are not the interval moved to zero.
    """

    heading: Heading
    first: MetricValue
    second: MetricValue
    difference: float | None = None
    interval: Interval | None = None
    test: str | None = None
    p_value: float | None = None
    rates: tuple[float, float] | None = None
    note: str | None = None
    noise: Interval | None = None
