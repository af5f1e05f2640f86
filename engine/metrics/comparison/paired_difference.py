"""The interval for the difference of two rates of the same runs, such as before and after repair."""

from math import sqrt

from engine.domain.scores import Interval
from engine.metrics.intervals import CONFIDENCE, wilson


def paired_difference(both: int, second_only: int, first_only: int, neither: int, confidence: float = CONFIDENCE) -> Interval:
    """The interval of second rate minus first (Newcombe, Statistics in Medicine 17, 1998, 2635-2650, method 10).

    The four counts of runs sum to at least 1: what holds both times, only the second time, only the first time, never.
    """
    total = both + second_only + first_only + neither
    counts = both + second_only, both + first_only
    second, first = (count / total for count in counts)
    second_interval, first_interval = (wilson(count, total, confidence) for count in counts)
    correlation = _correlation(both, second_only, first_only, neither)
    below = _combined(second - second_interval.low, first_interval.high - first, correlation)
    above = _combined(second_interval.high - second, first - first_interval.low, correlation)
    return Interval(second - first - below, second - first + above, confidence)


def _combined(one: float, other: float, correlation: float) -> float:
    return sqrt(max(0.0, one * one - 2 * correlation * one * other + other * other))


def _correlation(both: int, second_only: int, first_only: int, neither: int) -> float:
    """The phi coefficient with Newcombe's continuity correction; 0 where a margin is empty."""
    margins = (both + second_only) * (first_only + neither) * (both + first_only) * (second_only + neither)
    if margins == 0:
        return 0.0
    excess = both * neither - second_only * first_only
    total = both + second_only + first_only + neither
    corrected = max(excess - total / 2, 0.0) if excess > 0 else excess
    return corrected / sqrt(margins)
