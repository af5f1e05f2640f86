"""Quotients and remainders of quotients and remainders, by positive constants: one spelling for integers.

With x = q·(a·b) + r: `x // a // b` is `x // (a * b)`, `x % (a * b) % a` is `x % a`, and `x % (a * b) // a` is `x // a % b`, since
floor(x / a) = q·b + floor(r / a).
"""

import ast

from engine.canonicalization.conditions import is_integer
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.rules import ExpressionRule
from engine.canonicalization.syntax import constant

_LARGEST = 1 << 64


def _nested(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    assert isinstance(node, ast.BinOp)
    inner = node.left
    if (
        not isinstance(node.op, ast.FloorDiv | ast.Mod)
        or not isinstance(inner, ast.BinOp)
        or not isinstance(inner.op, ast.FloorDiv | ast.Mod)
    ):
        return None
    outer_by, inner_by = _positive(node.right), _positive(inner.right)
    if not outer_by or not inner_by or not is_integer(inner.left, facts):
        return None
    if isinstance(inner.op, ast.FloorDiv):
        is_short = isinstance(node.op, ast.FloorDiv) and outer_by * inner_by < _LARGEST
        return ast.BinOp(inner.left, ast.FloorDiv(), constant(outer_by * inner_by)) if is_short else None
    if inner_by % outer_by:
        return None
    if isinstance(node.op, ast.Mod):
        return ast.BinOp(inner.left, ast.Mod(), node.right)
    if inner_by == outer_by:
        return None
    return ast.BinOp(ast.BinOp(inner.left, ast.FloorDiv(), node.right), ast.Mod(), constant(inner_by // outer_by))


def _positive(node: ast.expr) -> int:
    return node.value if isinstance(node, ast.Constant) and type(node.value) is int and node.value > 0 else 0


RULES = (ExpressionRule("nested_divisions", (ast.BinOp,), _nested),)
