"""TARr@N and TARa@N: whether all answers coincide (total agreement rate of one job)."""

from engine.domain.scores import MetricValue, Score
from engine.metrics.facts import JobFacts
from engine.metrics.metric import Metric, Unit
from engine.metrics.reasons import ONE_RUN


def _all_coincide(facts: JobFacts, key: str) -> MetricValue:
    if facts.num_runs < 2:
        return ONE_RUN
    coincide = int(facts.class_sizes(key) == [facts.num_runs])
    return Score(float(coincide), coincide, 1)


TAR_RAW = Metric(
    "TARr",
    "All texts coincide",
    "1 when all runs were answered with the same text, else 0; over a suite of contracts, its mean is the total agreement rate.",
    Unit.RATE,
    lambda facts: _all_coincide(facts, "raw_class"),
)
TAR_CANONICAL = Metric(
    "TARa",
    "All forms coincide",
    "1 when all runs were answered with the same canonical form, else 0; over a suite of contracts, its mean is the total agreement rate.",
    Unit.RATE,
    lambda facts: _all_coincide(facts, "canonical_class"),
)
