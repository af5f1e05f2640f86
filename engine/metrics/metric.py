"""What a metric is."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from engine.domain.scores import MetricValue
from engine.metrics.facts import JobFacts


class Unit(StrEnum):
    """What a metric's number counts."""

    RATE = "rate"
    DISTANCE = "distance"
    DIFFERENCE = "difference"
    COUNT = "count"
    NATS = "nats"
    P_VALUE = "p_value"
    TOKENS = "tokens"
    MILLISECONDS = "milliseconds"
    US_DOLLARS = "us_dollars"


@dataclass(frozen=True, slots=True)
class Metric:
    """A named number: a short label, its definition in one sentence, its unit, and how it is computed."""

    name: str
    label: str
    definition: str
    unit: Unit
    compute: Callable[[JobFacts], MetricValue]
