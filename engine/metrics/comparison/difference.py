"""Intervals for the difference of two independent rates, and of two estimates that have intervals of their own."""

from math import sqrt

from engine.domain.scores import Interval
from engine.metrics.intervals import CONFIDENCE, wilson


def newcombe(first: tuple[int, int], second: tuple[int, int], confidence: float = CONFIDENCE) -> Interval:
    """The interval of second rate minus first (Newcombe, Statistics in Medicine 17, 1998, 873-890, method 10).

    Each rate is (numerator, denominator) with a denominator of at least 1; the bounds lie in [-1, 1].
    """
    shares = first[0] / first[1], second[0] / second[1]
    return difference_interval(shares[0], wilson(*first, confidence), shares[1], wilson(*second, confidence))


def difference_interval(first: float, first_interval: Interval, second: float, second_interval: Interval) -> Interval:
    """The interval of second minus first from the intervals of both (MOVER: Zou and Donner, Statistics in Medicine 27, 2008).

    Both intervals have the same confidence and hold their estimates.
    """
    difference = second - first
    below = sqrt((second - second_interval.low) ** 2 + (first_interval.high - first) ** 2)
    above = sqrt((second_interval.high - second) ** 2 + (first - first_interval.low) ** 2)
    return Interval(difference - below, difference + above, first_interval.confidence)
