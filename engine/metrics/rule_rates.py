"""How reliably a rule is kept: pass rate and flip rate over the answered runs."""

from math import comb

from engine.domain.scores import Interval, MetricValue, Score
from engine.metrics.intervals import rate, wilson
from engine.metrics.reasons import NO_ANSWER, ONE_ANSWER


def pass_rate(passing: int, answered: int) -> MetricValue:
    """The share of answered runs without a violation of the rule."""
    return rate(passing, answered) if answered else NO_ANSWER


def flip_rate(passing: int, answered: int) -> MetricValue:
    """The probability that two different answered runs disagree about the rule: discordant pairs over all pairs.

    The interval is the image of the pass rate's Wilson interval under 2p(1 - p), with the same small-sample factor n / (n - 1).
    """
    if answered < 2:
        return ONE_ANSWER
    discordant, pairs = passing * (answered - passing), comb(answered, 2)
    return Score(discordant / pairs, discordant, pairs, _disagreement(wilson(passing, answered), answered))


def _disagreement(interval: Interval, answered: int) -> Interval:
    factor = answered / (answered - 1)
    ends = [2 * p * (1 - p) * factor for p in (interval.low, interval.high)]
    peak = [0.5 * factor] if interval.low <= 0.5 <= interval.high else []
    return Interval(min(1.0, *ends), min(1.0, max([*ends, *peak])), interval.confidence)
