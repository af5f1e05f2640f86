"""Rewrites of loops, comprehensions and conversions, in the order in which they are tried."""

from engine.canonicalization.passes import collecting, conversions, reducing, searching
from engine.canonicalization.rules import Rule

SECOND_RULES: tuple[Rule, ...] = (
    *conversions.RULES,
    *collecting.RULES,
    *reducing.RULES,
    *searching.RULES,
)
