"""Metrics of a suite: one number over the jobs of several contracts."""

from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean

from engine.domain.scores import MetricValue, NotScored, Score
from engine.metrics.bootstrap import bootstrap_mean
from engine.metrics.intervals import rate
from engine.metrics.metric import Unit
from engine.metrics.registry import METRICS

TOTAL_AGREEMENT = ("TARr", "TARa")
_AVERAGED = (Unit.RATE, Unit.DISTANCE, Unit.DIFFERENCE)


def suite_metrics(jobs: Sequence[Mapping[str, MetricValue]]) -> dict[str, MetricValue]:
    """The suite's value of every rate, distance and difference that all jobs computed, in the registry's order.

    TARr and TARa become TARr@N and TARa@N (Atil et al., arXiv:2408.04667, 2024): the share of scored contracts whose answers all
    coincide, with its Wilson interval. Everything else is the mean over the contracts where it is scored, each counting once whatever
    its number of runs; its interval resamples contracts, not runs (clusters: Miller, arXiv:2411.00640, 2024).
    """
    names = [name for name in METRICS if METRICS[name].unit in _AVERAGED and jobs and all(name in job for job in jobs)]
    return {name: _over_contracts(name, (job[name] for job in jobs)) for name in names}


def _over_contracts(name: str, values: Iterable[MetricValue]) -> MetricValue:
    numbers = [value.value for value in values if isinstance(value, Score)]
    if not numbers:
        return NotScored("it is scored for no contract of the suite")
    if name in TOTAL_AGREEMENT:
        return rate(round(sum(numbers)), len(numbers))
    return Score(fmean(numbers), None, len(numbers), bootstrap_mean(numbers))
