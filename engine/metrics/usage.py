"""Tokens and latency, summed and as percentiles."""

import math

from engine.domain.scores import MetricValue, NotScored, Score
from engine.metrics.arrays import np
from engine.metrics.facts import JobFacts
from engine.metrics.metric import Metric, Unit

UNKNOWN = NotScored("the provider does not say")
PERCENTILES = (50, 95)


def _total(facts: JobFacts, key: str) -> MetricValue:
    values = facts.values(key)
    return Score(sum(values), None, len(values)) if values else UNKNOWN


def _percentile(facts: JobFacts, percentile: int) -> MetricValue:
    values = facts.values("latency_ms")
    return Score(float(np.percentile(values, percentile)), None, len(values)) if values else UNKNOWN


def _priced(facts: JobFacts) -> MetricValue:
    values = facts.values("cost_usd")
    return Score(math.fsum(values), None, len(values)) if values else NotScored("no run has a price")


def _tokens_metric(stem: str) -> Metric:
    definition = f"Sum of the {stem} tokens of the runs for which the provider reports them."
    return Metric(f"{stem}_tokens", f"{stem.capitalize()} tokens", definition, Unit.TOKENS, lambda facts: _total(facts, f"{stem}_tokens"))


def _latency_metric(percentile: int) -> Metric:
    definition = f"Percentile {percentile} of the latency of the runs for which the provider reports it, interpolated linearly."
    name, label = f"latency_p{percentile}", f"Latency, percentile {percentile}"
    return Metric(name, label, definition, Unit.MILLISECONDS, lambda facts: _percentile(facts, percentile))


TOKENS = tuple(_tokens_metric(stem) for stem in ("prompt", "completion"))
COST = Metric(
    "cost_usd",
    "Cost",
    "Sum of the runs' costs by the price table, in US dollars, over the runs whose provider reports tokens and has a price.",
    Unit.US_DOLLARS,
    _priced,
)
LATENCY = tuple(_latency_metric(percentile) for percentile in PERCENTILES)
