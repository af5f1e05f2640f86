"""Permutation tests of two independent jobs, exact where few tables are possible and seeded otherwise."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from math import comb, prod
from typing import TypeVar

from engine.metrics.arrays import Floats, Integers, np

MAX_TABLES = 20_000
DRAWS = 9_999
SEED = 20_260_401
TOLERANCE = 1e-9
Counts = Integers
_Value = TypeVar("_Value", str, float)
Statistic = Callable[[Counts], Floats]


def mean_difference_p_value(first: Sequence[float], second: Sequence[float]) -> float:
    """The two-sided p-value for the difference of two mean distances; both jobs have at least one value."""
    values = sorted({*first, *second})
    numbers = np.array(values)
    sizes = len(first), len(second)
    totals, observed = _table(first, second, values)

    def statistic(counts: Counts) -> Floats:
        distances: Floats = np.abs(counts @ numbers / sizes[0] - (totals - counts) @ numbers / sizes[1])
        return distances

    return _p_value(totals, observed, statistic)


def class_distribution_p_value(first: Sequence[str], second: Sequence[str]) -> float:
    """The p-value for two jobs' outputs falling into classes alike; the statistic is the total variation distance."""
    values = sorted({*first, *second})
    sizes = len(first), len(second)
    totals, observed = _table(first, second, values)

    def statistic(counts: Counts) -> Floats:
        variations: Floats = np.abs(counts / sizes[0] - (totals - counts) / sizes[1]).sum(axis=1) / 2
        return variations

    return _p_value(totals, observed, statistic)


def class_distribution_noise(first: Sequence[str], second: Sequence[str], confidence: float) -> float:
    """The total variation distance that two jobs of these sizes stay within, with this probability, when one distribution makes both.

    From the same tables as the p-value: those with the margins of both jobs together.
    """
    values = sorted({*first, *second})
    sizes = len(first), len(second)
    totals, _ = _table(first, second, values)
    drawn = np.random.default_rng(SEED).multivariate_hypergeometric(totals, sizes[0], DRAWS, method="marginals")
    variations = np.abs(drawn / sizes[0] - (totals - drawn) / sizes[1]).sum(axis=1) / 2
    return float(np.quantile(variations, confidence, method="higher"))


def total_variation(first: Sequence[str], second: Sequence[str]) -> float:
    """Half the summed differences of the class shares: 0 for the same shares, 1 for no common class."""
    counts = Counter(first), Counter(second)
    return sum(abs(counts[0][name] / len(first) - counts[1][name] / len(second)) for name in sorted({*first, *second})) / 2


def _table(first: Sequence[_Value], second: Sequence[_Value], values: Sequence[_Value]) -> tuple[Counts, Counts]:
    counts = Counter(first), Counter(second)
    observed = np.array([counts[0][value] for value in values], dtype=np.int64)
    return observed + np.array([counts[1][value] for value in values], dtype=np.int64), observed


def _p_value(totals: Counts, observed: Counts, statistic: Statistic) -> float:
    """The share of tables with the same margins whose statistic is at least the observed one.

    Drawn tables follow Phipson and Smyth (Statistical Applications in Genetics and Molecular Biology 9, 2010): (hits + 1) / (draws + 1).
    """
    size = int(observed.sum())
    threshold = float(statistic(observed[None, :])[0]) - TOLERANCE
    tables = _few_tables(totals.tolist(), size)
    if tables is not None:
        extreme = statistic(np.array(tables, dtype=np.int64)) >= threshold
        ways = [prod(map(comb, totals.tolist(), table)) for table, counts in zip(tables, extreme, strict=True) if counts]
        return sum(ways) / comb(int(totals.sum()), size)
    drawn = np.random.default_rng(SEED).multivariate_hypergeometric(totals, size, DRAWS, method="marginals")
    return (int((statistic(drawn) >= threshold).sum()) + 1) / (DRAWS + 1)


def _few_tables(totals: list[int], size: int) -> list[tuple[int, ...]] | None:
    """All ways to take `size` out of the totals, or None where there are more than `MAX_TABLES`."""
    tables: list[tuple[int, ...]] = []
    for table in _tables(totals, size):
        tables.append(table)
        if len(tables) > MAX_TABLES:
            return None
    return tables


def _tables(totals: list[int], size: int) -> Iterator[tuple[int, ...]]:
    rest = [sum(totals[index:]) for index in range(len(totals) + 1)]
    waiting: list[tuple[tuple[int, ...], int]] = [((), size)]
    while waiting:
        taken, left = waiting.pop()
        index = len(taken)
        if index == len(totals):
            yield taken
            continue
        counts = range(max(0, left - rest[index + 1]), min(totals[index], left) + 1)
        waiting.extend(((*taken, count), left - count) for count in counts)
