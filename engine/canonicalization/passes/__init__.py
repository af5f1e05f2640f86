"""The rewrites, one family a file, in the order in which they are tried."""

from engine.canonicalization.passes import (
    arithmetic,
    assignments,
    block_ends,
    booleans,
    branches,
    comparisons,
    conditional_expressions,
    exceptions,
    first_turns,
    guarded_operands,
    inlining,
    known_ranges,
    lookups,
    membership,
    methods,
    regular_expressions,
    stacks,
    statement_order,
)
from engine.canonicalization.passes.second_families import SECOND_RULES
from engine.canonicalization.rules import Rule

STRUCTURAL_RULES: tuple[Rule, ...] = (
    *branches.RULES,
    *block_ends.RULES,
    *conditional_expressions.RULES,
    *assignments.RULES,
    *booleans.RULES,
    *comparisons.RULES,
    *arithmetic.RULES,
    *membership.RULES,
    *regular_expressions.RULES,
    *exceptions.RULES,
    *stacks.RULES,
    *first_turns.RULES,
    *known_ranges.RULES,
    *SECOND_RULES,
    *inlining.RULES,
    *guarded_operands.RULES,
    *lookups.RULES,
    *methods.RULES,
    *statement_order.RULES,
)
