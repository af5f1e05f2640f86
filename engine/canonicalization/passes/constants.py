"""Expressions of constants are computed, as far as the result is small."""

import ast
import operator
from collections.abc import Callable

from engine.canonicalization.comprehending import is_builtin_call
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.rules import ExpressionRule
from engine.canonicalization.syntax import constant

_OPERATIONS: dict[type[ast.operator], Callable[[int, int], int]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
}
_MOST_BITS = 64
_FUNCTIONS: dict[str, tuple[type, Callable[..., object]]] = {
    "ord": (str, ord),
    "chr": (int, chr),
    "len": (str, len),
    "abs": (int, abs),
    "str": (int, str),
}


def _arithmetic(node: ast.expr, _facts: ProgramFacts) -> ast.expr | None:
    """`24 * 60` is 1440; negative results and divisions by zero stay as they are."""
    assert isinstance(node, ast.BinOp)
    left, right = _natural(node.left), _natural(node.right)
    if left is None or right is None or max(left.bit_length(), right.bit_length()) > _MOST_BITS:
        return None
    if isinstance(node.op, ast.Pow):
        return constant(left**right) if left.bit_length() * right <= _MOST_BITS else None
    compute = _OPERATIONS.get(type(node.op))
    if compute is None or (right == 0 and isinstance(node.op, ast.FloorDiv | ast.Mod)):
        return None
    result = compute(left, right)
    return constant(result) if result >= 0 else None


def _natural(node: ast.expr) -> int | None:
    return node.value if isinstance(node, ast.Constant) and type(node.value) is int and node.value >= 0 else None


def _function(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`ord("A")` is 65; the same for a few other functions of one constant."""
    assert isinstance(node, ast.Call)
    for name, (type_, compute) in _FUNCTIONS.items():
        if is_builtin_call(node, name, facts, 1) and isinstance(argument := node.args[0], ast.Constant) and type(argument.value) is type_:
            try:
                return constant(compute(argument.value))
            except (ValueError, TypeError, OverflowError):
                return None
    return None


RULES = (ExpressionRule("constant_arithmetic", (ast.BinOp,), _arithmetic), ExpressionRule("constant_function", (ast.Call,), _function))
