"""Pairwise agreement: the chance that two runs coincide."""

from math import comb

from engine.domain.scores import MetricValue, Score
from engine.metrics.facts import JobFacts
from engine.metrics.jackknife import agreement_interval
from engine.metrics.metric import Metric, Unit
from engine.metrics.reasons import ONE_RUN


def _agreement(facts: JobFacts, key: str) -> MetricValue:
    if facts.num_runs < 2:
        return ONE_RUN
    sizes, pairs = facts.class_sizes(key), comb(facts.num_runs, 2)
    agreeing = sum(comb(size, 2) for size in sizes)
    return Score(agreeing / pairs, agreeing, pairs, agreement_interval(sizes, facts.num_runs))


def _metric(stem: str, label: str, what: str) -> Metric:
    definition = (
        f"Share of all pairs of runs {what}; does not depend on the number of runs; an unanswered run agrees with nothing. "
        "Pairs share runs, so the interval is a jackknife's."
    )
    return Metric(f"agreement_{stem}", label, definition, Unit.RATE, lambda facts: _agreement(facts, f"{stem}_class"))


PAIRWISE_AGREEMENT = (
    _metric("raw", "Pairs with equal text", "with byte-identical texts"),
    _metric("canonical", "Pairs with equal form", "with equal canonical forms"),
    _metric("behaviour", "Pairs with equal behaviour", "with the same observations on the oracle tests"),
)
