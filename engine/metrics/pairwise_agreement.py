"""Pairwise agreement: the chance that two runs coincide."""

from math import comb

from engine.domain.scores import MetricValue, Score
from engine.metrics.facts import JobFacts
from engine.metrics.metric import Metric, Unit
from engine.metrics.reasons import ONE_RUN


def _agreement(facts: JobFacts, key: str) -> MetricValue:
    pairs = comb(facts.num_runs, 2)
    agreeing = sum(comb(size, 2) for size in facts.class_sizes(key))
    return Score(agreeing / pairs, agreeing, pairs) if pairs else ONE_RUN


def _metric(stem: str, label: str, what: str) -> Metric:
    definition = (
        f"Share of all pairs of runs {what}; does not depend on the number of runs. Pairs share runs, so there is no interval; "
        "an unanswered run agrees with nothing."
    )
    return Metric(f"agreement_{stem}", label, definition, Unit.RATE, lambda facts: _agreement(facts, f"{stem}_class"))


PAIRWISE_AGREEMENT = (
    _metric("raw", "Pairs with equal text", "with byte-identical texts"),
    _metric("canonical", "Pairs with equal form", "with equal canonical forms"),
    _metric("behaviour", "Pairs with equal behaviour", "with the same observations on the oracle tests"),
)
