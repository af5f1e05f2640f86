"""R_repair@k and Delta_P_tau: shares within a distance of the anchor, before and after repair."""

from engine.domain.scores import MetricValue
from engine.metrics.facts import JobFacts
from engine.metrics.intervals import rate
from engine.metrics.metric import Metric, Unit
from engine.metrics.paired_gain import paired_gain
from engine.metrics.reasons import NO_ANCHOR

THRESHOLDS = (0.05, 0.10, 0.15, 0.20)
_STAGES = {"pre": ("before", "distance_pre"), "post": ("after", "distance_post")}


def _within(facts: JobFacts, key: str, threshold: float) -> int:
    return sum(value <= threshold for value in facts.values(key))


def _share_within(facts: JobFacts, key: str, threshold: float) -> MetricValue:
    return rate(_within(facts, key, threshold), facts.num_runs) if facts.has_anchor else NO_ANCHOR


def _gain_within(facts: JobFacts, threshold: float) -> MetricValue:
    if not facts.has_anchor:
        return NO_ANCHOR
    return paired_gain(facts, lambda distance: distance <= threshold)


def _repair_metric(threshold: float, stage: str) -> Metric:
    word, key = _STAGES[stage]
    return Metric(
        f"R_repair_{threshold:.2f}_{stage}",
        f"Within {threshold:.2f} {word} repair",
        f"Share of all runs whose distance from the anchor {word} repair is at most {threshold:.2f}; an unanswered run is not within.",
        Unit.RATE,
        lambda facts: _share_within(facts, key, threshold),
    )


def _gain_metric(threshold: float) -> Metric:
    return Metric(
        f"Delta_P_{threshold:.2f}",
        f"Gain within {threshold:.2f}",
        f"Share of all runs within distance {threshold:.2f} of the anchor after repair, minus the share before.",
        Unit.DIFFERENCE,
        lambda facts: _gain_within(facts, threshold),
    )


R_REPAIR = tuple(_repair_metric(threshold, stage) for threshold in THRESHOLDS for stage in _STAGES)
DELTA_P = tuple(_gain_metric(threshold) for threshold in THRESHOLDS)
