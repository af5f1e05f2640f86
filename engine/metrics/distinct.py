"""The number of distinct answers."""

from engine.domain.scores import MetricValue, Score
from engine.metrics.facts import JobFacts
from engine.metrics.metric import Metric, Unit
from engine.metrics.reasons import NO_ANSWER


def _distinct(facts: JobFacts, key: str) -> MetricValue:
    sizes = facts.class_sizes(key)
    return Score(float(len(sizes)), len(sizes), sum(sizes)) if sizes else NO_ANSWER


def _metric(stem: str, label: str, what: str) -> Metric:
    definition = f"Number of different {what} among the answered runs."
    return Metric(f"distinct_{stem}", label, definition, Unit.COUNT, lambda facts: _distinct(facts, f"{stem}_class"))


DISTINCT = (
    _metric("raw", "Different texts", "texts"),
    _metric("canonical", "Different forms", "canonical forms"),
    _metric("behaviour", "Different behaviours", "behaviours on the oracle tests"),
)
