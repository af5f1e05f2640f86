"""Delta_rescue and its significance."""

from math import comb

from engine.domain.scores import MetricValue, Score
from engine.metrics.facts import JobFacts
from engine.metrics.metric import Metric, Unit
from engine.metrics.paired_gain import paired_gain
from engine.metrics.reasons import NO_ANCHOR


def _rescued_and_lost(facts: JobFacts) -> tuple[int, int]:
    """How many runs came to the anchor by the repair, and how many left it."""
    rescued = facts.count(lambda run: facts.is_at_anchor(run) and run.distance_pre != 0)
    lost = facts.count(lambda run: run.distance_pre == 0 and not facts.is_at_anchor(run))
    return rescued, lost


def _delta(facts: JobFacts) -> MetricValue:
    if not facts.has_anchor:
        return NO_ANCHOR
    return paired_gain(facts, lambda distance: distance == 0, facts.is_at_anchor)


def mcnemar_exact(first_only: int, second_only: int) -> float:
    """The two-sided exact p-value of McNemar's test (Psychometrika 12, 1947): binomial with 1/2 on the discordant pairs."""
    discordant = first_only + second_only
    smaller_tail = sum(comb(discordant, index) for index in range(min(first_only, second_only) + 1))
    return min(1.0, 2 * smaller_tail / (1 << discordant))


def _p_value(facts: JobFacts) -> MetricValue:
    if not facts.has_anchor:
        return NO_ANCHOR
    return Score(mcnemar_exact(*_rescued_and_lost(facts)))


DELTA_RESCUE = Metric(
    "Delta_rescue",
    "Gain by rescue",
    "R_anchor_post minus R_anchor_pre: the share of all runs that repair brought to the anchor.",
    Unit.DIFFERENCE,
    _delta,
)
DELTA_RESCUE_P = Metric(
    "Delta_rescue_p",
    "Significance of the gain",
    "Two-sided exact p-value of McNemar's test on the same runs at the anchor before and after repair.",
    Unit.P_VALUE,
    _p_value,
)
