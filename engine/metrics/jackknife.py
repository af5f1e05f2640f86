"""The interval of pairwise agreement, whose pairs share runs."""

from collections.abc import Sequence
from functools import cache
from math import comb, sqrt

from engine.domain.scores import Interval
from engine.metrics.intervals import CONFIDENCE, wilson


def agreement_interval(sizes: Sequence[int], total: int) -> Interval:
    """The interval of the share of agreeing pairs of `total` runs (at least 2) with classes of these sizes; other runs agree with nothing.

    The delete-one jackknife of a U-statistic (Arvesen, Annals of Mathematical Statistics 40, 1969) with Student's t. Where leaving out
    any run gives the same, as when all agree, it sees no spread: then the Wilson interval of the floor(N/2) disjoint pairs, which are
    independent, stands.
    """
    share = sum(comb(size, 2) for size in sizes) / comb(total, 2)
    spread = _jackknife_deviation([*sizes, *[1] * (total - sum(sizes))], total) if total > 2 else 0.0
    if spread < 1e-12:
        pairs = total // 2
        return wilson(share * pairs, pairs)
    width = _student_quantile(total - 1) * spread
    return Interval(max(0.0, share - width), min(1.0, share + width), CONFIDENCE)


@cache
def _student_quantile(degrees: int) -> float:
    from scipy.special import stdtrit  # noqa: PLC0415 - takes a fifth of a second to load, which not every command should pay

    return float(stdtrit(degrees, (1 + CONFIDENCE) / 2))


def _jackknife_deviation(sizes: Sequence[int], total: int) -> float:
    """The standard error from the shares without each run; runs of one class give the same share."""
    agreeing = sum(comb(size, 2) for size in sizes)
    without = [((agreeing - (size - 1)) / comb(total - 1, 2), size) for size in sizes]
    mean = sum(share * size for share, size in without) / total
    return sqrt((total - 1) / total * sum(size * (share - mean) ** 2 for share, size in without))
