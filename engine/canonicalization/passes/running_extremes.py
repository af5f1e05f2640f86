"""A loop that only keeps the greatest of what it sees is `max` of a comprehension, where none is less than zero, which it starts with."""

import ast

from engine.canonicalization.blocks import mentions, over_blocks, previous_assignment
from engine.canonicalization.comprehending import can_be_comprehension, is_builtin_call, shape_of
from engine.canonicalization.conditions import is_integer
from engine.canonicalization.facts.nonnegative import is_nonnegative
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.passes.collecting import is_seen_half_done
from engine.canonicalization.rules import ProgramRule
from engine.canonicalization.syntax import constant, is_constant, load, same


def _keep_greatest(block: list[ast.stmt], facts: ProgramFacts) -> list[ast.stmt] | None:
    """`m = 0; for v in y: m = max(m, e)` is `m = max([e for v in y], default=0)`, for integers e that are never negative."""
    for index, loop in enumerate(block):
        shape = shape_of(loop) if isinstance(loop, ast.For) else None
        kept = _kept(shape.leaf, facts) if shape is not None else None
        if shape is None or kept is None or not can_be_comprehension(loop, shape, facts) or is_seen_half_done(kept[0], loop, facts):
            continue
        name, value = kept
        whole = ast.ListComp(value, shape.generators)
        start = previous_assignment(block, index, name)
        if start is None or mentions(whole, name) or not isinstance(first := block[start], ast.Assign) or not is_constant(first.value, 0):
            continue
        greatest = ast.Call(load("max"), [whole], [ast.keyword("default", constant(0))])
        return [*block[:start], *block[start + 1 : index], ast.Assign([ast.Name(name, ast.Store())], greatest), *block[index + 1 :]]
    return None


def _kept(leaf: list[ast.stmt], facts: ProgramFacts) -> tuple[str, ast.expr] | None:
    """The variable, and what it is compared with, of `m = max(m, e)`."""
    only = leaf[0] if len(leaf) == 1 else None
    target = only.targets[0] if isinstance(only, ast.Assign) and len(only.targets) == 1 else None
    if not isinstance(only, ast.Assign) or not isinstance(target, ast.Name) or not is_builtin_call(only.value, "max", facts, 2):
        return None
    assert isinstance(only.value, ast.Call)
    first, value = only.value.args
    is_number = is_integer(value, facts) and is_integer(load(target.id), facts) and is_nonnegative(value, frozenset(), facts)
    return (target.id, value) if same(first, load(target.id)) and is_number else None


RULES = (ProgramRule("running_extremes", over_blocks(_keep_greatest), (ast.For,)),)
