"""Fisher's exact test of two independent rates (The Design of Experiments, 1935, chapter II)."""

from math import comb


def fisher_exact(first: tuple[int, int], second: tuple[int, int]) -> float:
    """The two-sided p-value: the probability of all tables with the same margins that are at most as likely as this one.

    Each rate is (numerator, denominator). Counts are compared as whole numbers, so that ties are exact.
    """
    hits, total = first[0] + second[0], first[1] + second[1]
    low, high = max(0, hits - second[1]), min(hits, first[1])
    ways = [comb(first[1], count) * comb(second[1], hits - count) for count in range(low, high + 1)]
    observed = ways[first[0] - low]
    return sum(way for way in ways if way <= observed) / comb(total, hits)
