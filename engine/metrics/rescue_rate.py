"""rescue_rate."""

from engine.domain.scores import MetricValue, NotScored
from engine.metrics.facts import JobFacts
from engine.metrics.intervals import rate
from engine.metrics.metric import Metric, Unit
from engine.metrics.reasons import NO_ANCHOR

NOTHING_TO_RESCUE = NotScored("every output that passes the oracle is at the anchor already")


def _rescue_rate(facts: JobFacts) -> MetricValue:
    if not facts.has_anchor:
        return NO_ANCHOR
    candidates = [run for run in facts.runs if run.passes_oracle and run.distance_pre != 0]
    rescued = sum(map(facts.is_at_anchor, candidates))
    return rate(rescued, len(candidates)) if candidates else NOTHING_TO_RESCUE


RESCUE_RATE = Metric(
    "rescue_rate",
    "Rescued",
    "Of the runs that pass the oracle and are not at the anchor before repair, the share that repair brings to it.",
    Unit.RATE,
    _rescue_rate,
)
