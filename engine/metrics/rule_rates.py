"""How reliably a rule is kept: pass rate and flip rate over the answered runs for which it could be decided."""

from math import comb

from engine.domain.scores import Interval, MetricValue, Score
from engine.metrics.intervals import rate, wilson
from engine.metrics.reasons import NO_ANSWER, NONE_DECIDED, ONE_ANSWER, ONE_DECIDED


def pass_rate(passing: int, decided: int, undecided: int = 0) -> MetricValue:
    """The share of runs without a violation of the rule, of those for which it could be decided."""
    if decided:
        return rate(passing, decided)
    return NONE_DECIDED if undecided else NO_ANSWER


def flip_rate(passing: int, decided: int, undecided: int = 0) -> MetricValue:
    """The probability that two different runs disagree about the rule: discordant pairs over all pairs of runs for which it was decided.

    The interval is the image of the pass rate's Wilson interval under 2p(1 - p), with the same small-sample factor n / (n - 1).
    """
    if decided < 2:
        return ONE_DECIDED if undecided else ONE_ANSWER
    discordant, pairs = passing * (decided - passing), comb(decided, 2)
    return Score(discordant / pairs, discordant, pairs, _disagreement(wilson(passing, decided), decided))


def _disagreement(interval: Interval, decided: int) -> Interval:
    factor = decided / (decided - 1)
    ends = [2 * p * (1 - p) * factor for p in (interval.low, interval.high)]
    peak = [0.5 * factor] if interval.low <= 0.5 <= interval.high else []
    return Interval(min(1.0, *ends), min(1.0, max([*ends, *peak])), interval.confidence)
