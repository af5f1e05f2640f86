"""Metrics: numbers with their evidence, or the reason why there is none."""

from collections.abc import Mapping

import strawberry

from api.schema.enums import MetricUnit
from engine.domain.scores import MetricValue, NotScored
from engine.metrics import metric


@strawberry.type
class Interval:
    """A two-sided confidence interval."""

    low: float
    high: float
    confidence: float


@strawberry.type
class Metric:
    """One metric: a value with numerator, denominator and interval, or the reason why it is not scored."""

    name: str
    label: str
    definition: str
    unit: MetricUnit
    value: float | None = None
    numerator: int | None = None
    denominator: int | None = None
    interval: Interval | None = None
    not_scored_reason: str | None = None


_OTHER_METRICS = {
    "pass_rate": ("Pass rate", "Share of the runs in which the rule is not broken.", metric.Unit.RATE),
    "flip_rate": ("Flip rate", "Probability that two runs disagree about the rule.", metric.Unit.RATE),
    "present": ("Present", "Share of the answers that have a value at this place.", metric.Unit.RATE),
    "largest": ("Largest", "Share of the answers that have the commonest value at this place.", metric.Unit.RATE),
    "agreement": ("Agreement", "Share of the pairs of answers that have the same value at this place.", metric.Unit.RATE),
    "common_form": (
        "Commonest canonical form",
        "Share of the runs in the canonical form that is commonest over both jobs.",
        metric.Unit.RATE,
    ),
    "common_behaviour": (
        "Commonest behaviour",
        "Share of the runs in the behaviour class that is commonest over both jobs.",
        metric.Unit.RATE,
    ),
    "mix_of_forms": (
        "Canonical forms",
        "Number of canonical forms; the difference is the share of runs that would have to move.",
        metric.Unit.COUNT,
    ),
    "mix_of_behaviours": (
        "Behaviours",
        "Number of behaviour classes; the difference is the share of runs that would have to move.",
        metric.Unit.COUNT,
    ),
}


def shown_metric(name: str, value: MetricValue, known: Mapping[str, metric.Metric]) -> Metric:
    """Show a metric with its label and definition; one that this engine version does not know is shown under its name."""
    definition = known.get(name)
    if definition is not None:
        label, text, unit = definition.label, definition.definition, definition.unit
    else:
        label, text, unit = _OTHER_METRICS.get(name, (name, "", metric.Unit.RATE))
    if isinstance(value, NotScored):
        return Metric(name=name, label=label, definition=text, unit=unit, not_scored_reason=value.reason)
    bounds = value.interval
    interval = None if bounds is None else Interval(low=bounds.low, high=bounds.high, confidence=bounds.confidence)
    return Metric(
        name=name,
        label=label,
        definition=text,
        unit=unit,
        value=value.value,
        numerator=value.numerator,
        denominator=value.denominator,
        interval=interval,
    )
