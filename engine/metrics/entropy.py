"""Shannon entropy of the answers (Bell System Technical Journal 27, 1948)."""

from math import log

from engine.domain.scores import MetricValue, Score
from engine.metrics.bootstrap import bootstrap_entropy
from engine.metrics.facts import JobFacts
from engine.metrics.metric import Metric, Unit
from engine.metrics.reasons import NO_ANSWER, ONE_ANSWER


def shannon(sizes: list[int]) -> float:
    """The entropy of classes of these sizes, in nats."""
    total = sum(sizes)
    return abs(sum(size / total * log(total / size) for size in sizes))


def _entropy(facts: JobFacts, key: str) -> MetricValue:
    sizes = facts.class_sizes(key)
    return Score(shannon(sizes), None, sum(sizes), bootstrap_entropy(sizes)) if sizes else NO_ANSWER


def _normalized(facts: JobFacts, key: str) -> MetricValue:
    sizes = facts.class_sizes(key)
    if sum(sizes) < 2:
        return ONE_ANSWER
    scale = log(sum(sizes))
    return Score(shannon(sizes) / scale, None, sum(sizes), bootstrap_entropy(sizes, scale))


def _entropy_metric(stem: str, what: str) -> Metric:
    definition = f"Shannon entropy of the answered runs' {what}, in nats; 0 when all coincide."
    return Metric(f"entropy_{stem}", f"Entropy of {what}", definition, Unit.NATS, lambda facts: _entropy(facts, f"{stem}_class"))


def _normalized_metric(stem: str, what: str) -> Metric:
    name, label = f"entropy_{stem}_normalized", f"Relative entropy of {what}"
    definition = f"Shannon entropy of the answered runs' {what} divided by the logarithm of their number; 1 when all differ."
    return Metric(name, label, definition, Unit.RATE, lambda facts: _normalized(facts, f"{stem}_class"))


_WHAT = {"raw": "texts", "canonical": "forms", "behaviour": "behaviours"}
ENTROPY = tuple(metric for stem, what in _WHAT.items() for metric in (_entropy_metric(stem, what), _normalized_metric(stem, what)))
