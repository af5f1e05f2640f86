"""The rewrites, one family a file, in the order in which they are tried."""

from engine.canonicalization.passes import (
    arithmetic,
    assignments,
    block_ends,
    booleans,
    branches,
    comparisons,
    conditional_expressions,
    inlining,
    statement_order,
)
from engine.canonicalization.rules import Rule

STRUCTURAL_RULES: tuple[Rule, ...] = (
    *branches.RULES,
    *block_ends.RULES,
    *conditional_expressions.RULES,
    *assignments.RULES,
    *booleans.RULES,
    *comparisons.RULES,
    *arithmetic.RULES,
    *inlining.RULES,
    *statement_order.RULES,
)
