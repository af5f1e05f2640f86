"""canon_coverage."""

from engine.domain.scores import MetricValue
from engine.metrics.facts import JobFacts
from engine.metrics.intervals import rate
from engine.metrics.metric import Metric, Unit


def _coverage(facts: JobFacts) -> MetricValue:
    return rate(facts.count(lambda run: run.passes_oracle), facts.num_runs)


CANON_COVERAGE = Metric(
    "canon_coverage",
    "Passing the oracle",
    "Share of all runs whose output passes the oracle at the contract's required pass rate (all tests unless it says otherwise).",
    Unit.RATE,
    _coverage,
)
