"""Cohen's h, the size of a difference of rates (Statistical Power Analysis for the Behavioral Sciences, 1988, chapter 6)."""

from math import asin, sqrt


def cohen_h(first: float, second: float) -> float:
    """2 asin(sqrt(second)) - 2 asin(sqrt(first)), in [-pi, pi]; about 0.2 is called small, 0.5 medium, 0.8 large."""
    return 2 * asin(sqrt(second)) - 2 * asin(sqrt(first))
