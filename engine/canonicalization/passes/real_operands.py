"""Sums and products of floats and a constant, which are the same whichever stands first."""

import ast

from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import INEXACT, kind
from engine.canonicalization.rules import ExpressionRule


def _place_constant(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`1 + x` is `x + 1` and `x * 2` is `2 * x` for a float x, as for integers: rounding does not ask for the order of two operands."""
    assert isinstance(node, ast.BinOp)
    is_first = isinstance(node.op, ast.Add) and _is_number(node.left) and not isinstance(node.right, ast.Constant)
    is_last = isinstance(node.op, ast.Mult) and _is_number(node.right) and not isinstance(node.left, ast.Constant)
    other = node.right if is_first else node.left
    if not (is_first or is_last) or kind(facts.type_of(other)) not in INEXACT:
        return None
    return ast.BinOp(node.right, node.op, node.left)


def _is_number(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) in {int, float}


RULES = (ExpressionRule("place_of_real_constant", (ast.BinOp,), _place_constant),)
