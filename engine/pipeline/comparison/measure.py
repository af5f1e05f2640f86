"""Measuring two jobs against each other, only in what was asked for: rates, classes, agreement, distance and rules."""

from collections import Counter
from collections.abc import Callable
from functools import partial

from engine.domain.comparison import Subject
from engine.domain.scores import Interval, NotScored, Score
from engine.metrics.bootstrap import bootstrap_mean
from engine.metrics.comparison.difference import difference_interval
from engine.metrics.comparison.permutation import (
    class_distribution_noise,
    class_distribution_p_value,
    mean_difference_p_value,
    total_variation,
)
from engine.metrics.registry import METRICS
from engine.pipeline.comparison.classes import class_keys
from engine.pipeline.comparison.comparability import have_same_anchor
from engine.pipeline.comparison.job import ComparableJob, RuleCount
from engine.pipeline.comparison.measurement import Heading, Measurement
from engine.pipeline.comparison.rates import measured_rates

RULES = "rules"
OTHER_ANCHOR = NotScored("the jobs have different anchors, so distances from them cannot be compared")
PERMUTATION = "permutation test"
CONFIDENCE = 0.95
Measure = Callable[[ComparableJob, ComparableJob], tuple[Measurement, ...]]


def measure(first: ComparableJob, second: ComparableJob, names: tuple[str, ...] = ()) -> tuple[Measurement, ...]:
    """The numbers of these names (keys of `MEASURES`), all where none is named; the jobs are known to be comparable."""
    return tuple(measurement for name, compute in MEASURES.items() if not names or name in names for measurement in compute(first, second))


def _metric_rate(name: str, first: ComparableJob, second: ComparableJob) -> tuple[Measurement, ...]:
    heading = Heading(name, METRICS[name].label, Subject.RATE)
    one, other = METRICS[name].compute(first.facts), METRICS[name].compute(second.facts)
    if isinstance(one, Score) and isinstance(other, Score):
        return (measured_rates(heading, _counts(one), _counts(other)),)
    return (Measurement(heading, one, other),)


def _anchor_rate(name: str, first: ComparableJob, second: ComparableJob) -> tuple[Measurement, ...]:
    if have_same_anchor(first, second):
        return _metric_rate(name, first, second)
    return (Measurement(Heading(name, METRICS[name].label, Subject.RATE), OTHER_ANCHOR, OTHER_ANCHOR),)


def _counts(score: Score) -> tuple[int, int]:
    assert score.numerator is not None
    assert score.denominator is not None
    return score.numerator, score.denominator


def _keys(key: str, first: ComparableJob, second: ComparableJob) -> tuple[list[str], list[str]] | None:
    """The classes of both jobs' answered runs; None where one has none, or where outputs of this kind have no behaviour."""
    keys = class_keys(first, key), class_keys(second, key)
    is_defined = key != "behaviour_class" or (first.facts.has_behaviour and second.facts.has_behaviour)
    return keys if is_defined and all(keys) else None


def _common(key: str, name: str, words: str, first: ComparableJob, second: ComparableJob) -> tuple[Measurement, ...]:
    """Each job's share of the class that is most frequent over both."""
    keys = _keys(key, first, second)
    if keys is None:
        return ()
    pooled = Counter(keys[0]) + Counter(keys[1])
    common = min(pooled, key=lambda item: (-pooled[item], item))
    heading = Heading(name, f"The commonest of all {words}", Subject.CLASSES, None)
    return (measured_rates(heading, *((part.count(common), len(part)) for part in keys)),)


def _mix(key: str, name: str, words: str, first: ComparableJob, second: ComparableJob) -> tuple[Measurement, ...]:
    """Whether both jobs fall into classes alike; their numbers of classes are shown, the difference is the total variation distance."""
    keys = _keys(key, first, second)
    if keys is None:
        return ()
    heading = Heading(name, f"Mix of {words}", Subject.CLASSES, None)
    one, other = (Score(float(len(set(part))), len(set(part)), len(part)) for part in keys)
    p_value = class_distribution_p_value(*keys)
    noise = Interval(0.0, class_distribution_noise(*keys, CONFIDENCE), CONFIDENCE)
    return (Measurement(heading, one, other, total_variation(*keys), test=PERMUTATION, p_value=p_value, noise=noise),)


def _agreement(name: str, first: ComparableJob, second: ComparableJob) -> tuple[Measurement, ...]:
    heading = Heading(name, METRICS[name].label, Subject.AGREEMENT)
    one, other = METRICS[name].compute(first.facts), METRICS[name].compute(second.facts)
    if not isinstance(one, Score) or not isinstance(other, Score) or one.interval is None or other.interval is None:
        return (Measurement(heading, one, other),)
    interval = difference_interval(one.value, one.interval, other.value, other.interval)
    return (Measurement(heading, one, other, other.value - one.value, interval),)


def _distance(name: str, first: ComparableJob, second: ComparableJob) -> tuple[Measurement, ...]:
    heading = Heading(name, METRICS[name].label, Subject.DISTANCE, higher_is_better=False)
    one, other = (METRICS[name].compute(job.facts) if have_same_anchor(first, second) else OTHER_ANCHOR for job in (first, second))
    if not isinstance(one, Score) or not isinstance(other, Score):
        return (Measurement(heading, one, other),)
    values = first.facts.values("distance_post"), second.facts.values("distance_post")
    spread = [bootstrap_mean(part) for part in values]
    interval = difference_interval(one.value, spread[0], other.value, spread[1]) if spread[0] and spread[1] else None
    p_value = mean_difference_p_value(*values)
    return (Measurement(heading, one, other, other.value - one.value, interval, PERMUTATION, p_value),)


def _rules(first: ComparableJob, second: ComparableJob) -> tuple[Measurement, ...]:
    """The rules that both jobs decided, in the second job's order."""
    known: dict[str, RuleCount] = {rule.name: rule for rule in first.rules if rule.answered}
    pairs = [(known[rule.name], rule) for rule in second.rules if rule.name in known and rule.answered]
    return tuple(
        measured_rates(Heading(new.name, new.label, Subject.RULE), (old.passing, old.answered), (new.passing, new.answered))
        for old, new in pairs
    )


_FORMS, _BEHAVIOURS = ("canonical_class", "canonical forms"), ("behaviour_class", "behaviours")
MEASURES: dict[str, Measure] = {
    **{name: partial(_metric_rate, name) for name in ("R_raw", "R_structural", "R_behavioral", "canon_coverage", "restriction_compliance")},
    **{name: partial(_anchor_rate, name) for name in ("R_anchor_pre", "R_anchor_post")},
    "common_form": partial(_common, _FORMS[0], "common_form", _FORMS[1]),
    "mix_of_forms": partial(_mix, _FORMS[0], "mix_of_forms", _FORMS[1]),
    "common_behaviour": partial(_common, _BEHAVIOURS[0], "common_behaviour", _BEHAVIOURS[1]),
    "mix_of_behaviours": partial(_mix, _BEHAVIOURS[0], "mix_of_behaviours", _BEHAVIOURS[1]),
    **{name: partial(_agreement, name) for name in ("agreement_raw", "agreement_canonical", "agreement_behaviour")},
    "mean_distance_post": partial(_distance, "mean_distance_post"),
    RULES: _rules,
}
