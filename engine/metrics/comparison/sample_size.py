"""How many runs it takes to find a difference of two rates."""

from math import ceil
from statistics import NormalDist

from engine.metrics.comparison.effect_size import cohen_h

MAX_RUNS = 1_000_000


def runs_to_find(first: float, second: float, alpha: float, power: float) -> int:
    """The runs that each job needs so that a two-sided test at `alpha` finds this difference of rates with probability `power`.

    By Cohen's h (1988, section 6.4): 2 ((z_(1-alpha/2) + z_power) / h)^2, rounded up; one million at most, also for no difference.
    """
    effect = abs(cohen_h(first, second))
    quantiles = NormalDist().inv_cdf(1 - alpha / 2) + NormalDist().inv_cdf(power)
    return MAX_RUNS if effect == 0 else max(2, min(MAX_RUNS, ceil(2 * (quantiles / effect) ** 2)))


def runs_to_find_margin(rate: float, margin: float, alpha: float, power: float) -> int:
    """The runs that each job needs to find a difference of `margin` from a rate, in the direction where that is harder."""
    others = [other for other in (rate - margin, rate + margin) if 0 <= other <= 1] or [0.0 if rate > 0.5 else 1.0]
    return max(runs_to_find(rate, other, alpha, power) for other in others)
