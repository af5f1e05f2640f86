"""Bootstrap intervals by percentiles, seeded (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13)."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from engine.domain.scores import Interval
from engine.metrics.arrays import Floats, Integers, np
from engine.metrics.intervals import CONFIDENCE

RESAMPLES = 2_000
SEED = 20_260_402
Resamples = Integers


def bootstrap_mean(values: Sequence[float]) -> Interval | None:
    """The interval of a mean; None where all values are equal, because resampling cannot see a spread that did not occur."""
    counts = Counter(values)
    if len(counts) < 2:
        return None
    points = sorted(counts)
    return _percentiles(_drawn(tuple(counts[point] for point in points)) @ np.array(points) / len(values))


def bootstrap_entropy(sizes: Sequence[int], scale: float = 1.0) -> Interval | None:
    """The interval of the entropy (in nats, divided by `scale`) of classes of these sizes; None for one class only.

    Resampling loses rare classes, which lowers the entropy; so the interval is widened to hold the plug-in entropy where it would not.
    """
    if len(sizes) < 2:
        return None
    interval = _percentiles(_drawn_entropies(tuple(sorted(sizes, reverse=True))) / scale)
    plugged_in = float(_entropies(np.array([sizes], dtype=np.int64))[0]) / scale
    return Interval(min(interval.low, plugged_in), max(interval.high, plugged_in), interval.confidence)


def _entropies(drawn: Resamples) -> Floats:
    shares: Floats = drawn / drawn.sum(axis=1, keepdims=True)
    logs = np.log(np.where(shares > 0, shares, 1.0))
    result: Floats = np.abs((shares * logs).sum(axis=1))
    return result


@lru_cache(maxsize=128)
def _drawn_entropies(sizes: tuple[int, ...]) -> Floats:
    return _entropies(_drawn(sizes))


@lru_cache(maxsize=128)
def _drawn(counts: tuple[int, ...]) -> Resamples:
    """Resample runs as counts of their distinct values: the cost grows with distinct values, not with runs.

    The same counts are drawn the same, and many metrics of a report have the same; so a few are remembered, and nobody changes them.
    """
    total = sum(counts)
    drawn = np.random.default_rng(SEED).multinomial(total, np.array(counts) / total, RESAMPLES)
    drawn.flags.writeable = False
    return drawn


def _percentiles(values: Floats) -> Interval:
    tail = 50 * (1 - CONFIDENCE)
    low, high = np.percentile(values, [tail, 100 - tail])
    return Interval(float(low), float(high), CONFIDENCE)
