"""Rates with their Wilson score interval."""

from functools import cache
from math import sqrt
from statistics import NormalDist

from engine.domain.scores import Interval, Score

CONFIDENCE = 0.95


@cache
def _normal_quantile(confidence: float) -> float:
    return NormalDist().inv_cdf((1 + confidence) / 2)


def wilson(numerator: float, denominator: int, confidence: float = CONFIDENCE) -> Interval:
    """The score interval of a binomial rate (Wilson, JASA 22, 1927), without continuity correction.

    `denominator` is at least 1 and `numerator` lies between 0 and it; the bounds lie in [0, 1].
    """
    z = _normal_quantile(confidence)
    share = numerator / denominator
    scale = 1 + z * z / denominator
    centre = (share + z * z / (2 * denominator)) / scale
    half_width = z * sqrt(share * (1 - share) / denominator + z * z / (4 * denominator * denominator)) / scale
    low = 0.0 if numerator == 0 else max(0.0, centre - half_width)
    high = 1.0 if numerator == denominator else min(1.0, centre + half_width)
    return Interval(low, high, confidence)


def rate(numerator: int, denominator: int) -> Score:
    """A rate with its numerator, denominator and 95 % Wilson interval."""
    return Score(numerator / denominator, numerator, denominator, wilson(numerator, denominator))
