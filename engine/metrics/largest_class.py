"""The share of the largest class: the shape of R_raw, R_structural and R_behavioral."""

from engine.domain.scores import MetricValue
from engine.metrics.facts import JobFacts
from engine.metrics.intervals import rate
from engine.metrics.reasons import NO_ANSWER


def largest_class_share(facts: JobFacts, key: str) -> MetricValue:
    """The size of the largest class of answered runs over all runs."""
    sizes = facts.class_sizes(key)
    return rate(sizes[0], facts.num_runs) if sizes else NO_ANSWER
