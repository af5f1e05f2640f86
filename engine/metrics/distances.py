"""Mean and standard deviation of the distances from the anchor, and Delta_mu."""

from statistics import fmean, stdev

from engine.domain.scores import MetricValue, Score
from engine.metrics.bootstrap import bootstrap_mean
from engine.metrics.facts import JobFacts
from engine.metrics.metric import Metric, Unit
from engine.metrics.reasons import NO_ANCHOR, NO_ANSWER, ONE_ANSWER

_STAGES = {"pre": "before", "post": "after"}


def _mean(facts: JobFacts, stage: str) -> MetricValue:
    if not facts.has_anchor:
        return NO_ANCHOR
    values = facts.values(f"distance_{stage}")
    return Score(fmean(values), None, len(values), bootstrap_mean(values)) if values else NO_ANSWER


def _deviation(facts: JobFacts, stage: str) -> MetricValue:
    if not facts.has_anchor:
        return NO_ANCHOR
    values = facts.values(f"distance_{stage}")
    return Score(stdev(values), None, len(values)) if len(values) > 1 else ONE_ANSWER


def _fall(facts: JobFacts) -> MetricValue:
    if not facts.has_anchor:
        return NO_ANCHOR
    falls = [before - after for before, after in zip(facts.values("distance_pre"), facts.values("distance_post"), strict=True)]
    return Score(fmean(falls), None, len(falls), bootstrap_mean(falls)) if falls else NO_ANSWER


def _mean_metric(stage: str) -> Metric:
    definition = f"Mean distance of the answered runs from the anchor {_STAGES[stage]} repair, in [0, 1]."
    return Metric(
        f"mean_distance_{stage}", f"Mean distance {_STAGES[stage]} repair", definition, Unit.DISTANCE, lambda facts: _mean(facts, stage)
    )


def _deviation_metric(stage: str) -> Metric:
    word = _STAGES[stage]
    definition = f"Sample standard deviation (divided by n - 1) of the answered runs' distances from the anchor {word} repair."
    return Metric(
        f"sd_distance_{stage}", f"Spread of distance {word} repair", definition, Unit.DISTANCE, lambda facts: _deviation(facts, stage)
    )


MEAN_DISTANCE = tuple(_mean_metric(stage) for stage in _STAGES)
SD_DISTANCE = tuple(_deviation_metric(stage) for stage in _STAGES)
DELTA_MU = Metric(
    "Delta_mu",
    "Fall of the mean distance",
    "Mean distance of the answered runs from the anchor before repair, minus the mean after.",
    Unit.DIFFERENCE,
    _fall,
)
