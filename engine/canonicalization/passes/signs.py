"""The absolute value of what is not negative is the value itself."""

import ast

from engine.canonicalization.comprehending import is_builtin_call
from engine.canonicalization.facts.nonnegative import is_nonnegative, nonnegative_variables
from engine.canonicalization.passes.known_ranges import kept_bounds
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ProgramRule
from engine.canonicalization.trees import become


def _absolute(program: Program) -> bool:
    """`abs(n)` is n for an integer that is never negative."""
    facts, changed = program.facts, False
    calls = [node for node in facts.occurrences.calls if is_builtin_call(node, "abs", facts, 1)]
    names = nonnegative_variables(facts, kept_bounds(program)) if calls else frozenset()
    for node in calls:
        if is_nonnegative(node.args[0], names, facts):
            become(node, node.args[0])
            changed = True
    return changed


RULES = (ProgramRule("absolute_values", _absolute, (ast.Call,)),)
