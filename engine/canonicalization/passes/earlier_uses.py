"""A value that is used once, after its parts have changed, is used where it is computed when the use may stand there."""

import ast

from engine.canonicalization.blocks import over_blocks
from engine.canonicalization.evaluation_order import evaluated_before
from engine.canonicalization.facts.effects import NO_EFFECTS, interferes
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.rules import ProgramRule
from engine.canonicalization.trees import walk

_FARTHEST = 6


def _use_earlier(block: list[ast.stmt], facts: ProgramFacts) -> list[ast.stmt] | None:
    """`q = a // b; a = a % b; x = x + q` is `q = a // b; x = x + q; a = a % b`, after which q needs no name."""
    for index, node in enumerate(block):
        use = _only_use(node, facts)
        if use is None:
            continue
        place = _place_of(use, block, index)
        if place is None or place == index + 1:
            continue
        user, between = block[place], NO_EFFECTS
        for other in block[index + 1 : place]:
            between = between | facts.effects_of(other)
        assert isinstance(node, ast.Assign)
        value = facts.effects_of(node.value)
        before = evaluated_before(user, use, facts)
        is_free = before is not None and not interferes(value, before) and not interferes(between, facts.effects_of(user))
        if is_free and interferes(value, between):
            return [*block[: index + 1], user, *block[index + 1 : place], *block[place + 1 :]]
    return None


def _only_use(node: ast.stmt, facts: ProgramFacts) -> ast.Name | None:
    """The one use of a plain local variable that a statement assigns."""
    if not isinstance(node, ast.Assign) or len(node.targets) != 1 or not isinstance(target := node.targets[0], ast.Name):
        return None
    variable = facts.bindings.variables.get(target.id)
    if variable is None or variable.role != "local" or not variable.is_surely_bound or len(facts.occurrences.stores[target.id]) != 1:
        return None
    uses = facts.occurrences.loads[target.id]
    return uses[0] if len(uses) == 1 else None


def _place_of(use: ast.Name, block: list[ast.stmt], index: int) -> int | None:
    """Which of the next statements has the use, when it and all before it are plain ones."""
    for place in range(index + 1, min(len(block), index + _FARTHEST)):
        if not isinstance(block[place], ast.Assign | ast.AugAssign | ast.Expr):
            return None
        if any(child is use for child in walk(block[place])):
            return place
    return None


RULES = (ProgramRule("earlier_uses", over_blocks(_use_earlier), (ast.Assign,)),)
