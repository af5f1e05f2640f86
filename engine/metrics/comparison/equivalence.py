"""From an interval, a p-value and a margin to a verdict."""

from engine.domain.comparison import Verdict
from engine.domain.scores import Interval


def verdict_of(interval: Interval, p_value: float | None, margin: float, alpha: float) -> Verdict:
    """*Same* when the whole interval lies within the margin, *changed* when the difference is significant, else *cannot tell yet*.

    Inclusion of the interval is the equivalence test by confidence intervals (Westlake, Biometrics 32, 1976; Schuirmann's two one-sided
    tests, 1987), here at half the usual error because the interval is the two-sided 95 % one. A significant difference inside the margin
    is too small to matter. Without a p-value the interval itself decides: significant when it leaves out 0.
    """
    if -margin <= interval.low and interval.high <= margin:
        return Verdict.SAME
    is_significant = p_value <= alpha if p_value is not None else not interval.low <= 0 <= interval.high
    return Verdict.CHANGED if is_significant else Verdict.CANNOT_TELL
