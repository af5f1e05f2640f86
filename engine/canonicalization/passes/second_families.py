"""Rewrites of loops, comprehensions and conversions, in the order in which they are tried."""

from engine.canonicalization.passes import collecting, conversions, counters, indexes, reducing, searching
from engine.canonicalization.rules import Rule

SECOND_RULES: tuple[Rule, ...] = (
    *conversions.RULES,
    *counters.RULES,
    *indexes.RULES,
    *collecting.RULES,
    *reducing.RULES,
    *searching.RULES,
)
