"""Products of integers have one order of factors."""

import ast

from engine.canonicalization.conditions import is_integer
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.linear import can_reorder
from engine.canonicalization.rules import ExpressionRule


def _factors(node: ast.expr, facts: ProgramFacts) -> list[ast.expr]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult) and is_integer(node, facts):
        return _factors(node.left, facts) + _factors(node.right, facts)
    return [node]


def _ordered(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`b * a` is `a * b`: constants first, then variables as they are assigned, then the others by colour."""
    assert isinstance(node, ast.BinOp)
    if not isinstance(node.op, ast.Mult) or _is_factor(node, facts):
        return None
    factors = _factors(node, facts)
    if not all(is_integer(factor, facts) for factor in factors) or not can_reorder(factors, facts):
        return None
    ordered = sorted(factors, key=lambda factor: _place(factor, facts))
    is_left = not (isinstance(node.right, ast.BinOp) and isinstance(node.right.op, ast.Mult))
    if is_left and all(new is old for new, old in zip(ordered, factors, strict=True)):
        return None
    product = ordered[0]
    for factor in ordered[1:]:
        product = ast.BinOp(product, ast.Mult(), factor)
    return product


def _is_factor(node: ast.expr, facts: ProgramFacts) -> bool:
    """Whether a product is part of a longer one, which is put in order as a whole."""
    above = facts.occurrences.parent(node)
    return isinstance(above, ast.BinOp) and isinstance(above.op, ast.Mult) and is_integer(above, facts)


def _place(node: ast.expr, facts: ProgramFacts) -> tuple[int, int, str]:
    if isinstance(node, ast.Constant):
        return (0, 0, "")
    return (1, facts.occurrences.first_place(node.id), "") if isinstance(node, ast.Name) else (2, 0, facts.colours.key(node))


RULES = (ExpressionRule("order_of_factors", (ast.BinOp,), _ordered),)
