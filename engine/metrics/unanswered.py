"""Runs without an answer, counted apart by what happened."""

from engine.domain.run import GenerationStatus
from engine.domain.scores import MetricValue
from engine.metrics.facts import JobFacts
from engine.metrics.intervals import rate
from engine.metrics.metric import Metric, Unit


def _share(facts: JobFacts, status: GenerationStatus) -> MetricValue:
    return rate(facts.count(lambda run: run.status is status), facts.num_runs)


def _metric(name: str, label: str, what: str, status: GenerationStatus) -> Metric:
    return Metric(name, label, f"Share of all runs {what}.", Unit.RATE, lambda facts: _share(facts, status))


UNANSWERED = (
    _metric("failed", "Failed", "for which the provider failed to give an answer", GenerationStatus.FAILED),
    _metric("refused", "Refused", "that the model refused to answer", GenerationStatus.REFUSED),
    _metric("timed_out", "Timed out", "without an answer in time", GenerationStatus.TIMED_OUT),
)
