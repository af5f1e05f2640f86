"""Numerical behaviour."""

import ast
from collections import Counter

from engine.domain.json_value import Json
from engine.properties.property import Property
from engine.properties.units import Unit, per_unit

_OPERATORS = (ast.Div, ast.FloorDiv, ast.Mod, ast.Pow, ast.LShift, ast.RShift, ast.BitAnd, ast.BitOr, ast.BitXor, ast.Invert, ast.MatMult)
_CALLS = {"int", "float", "complex", "round", "abs", "divmod", "pow", "sum", "Decimal", "Fraction", "bool"}
_MODULES = {"math", "cmath", "decimal", "fractions", "statistics", "operator"}


def _trait(node: ast.AST) -> str | None:
    if isinstance(node, ast.BinOp | ast.AugAssign | ast.UnaryOp) and isinstance(node.op, _OPERATORS):
        return type(node.op).__name__
    if isinstance(node, ast.Constant) and isinstance(node.value, float | complex):
        return f"{type(node.value).__name__} literal"
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _CALLS:
        return node.func.id
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in _MODULES:
        return f"{node.value.id}.{node.attr}"
    return None


def _profile(unit: Unit) -> Json:
    return dict(sorted(Counter(trait for node in unit.nodes() if (trait := _trait(node)) is not None).items()))


NUMERICAL_BEHAVIOUR = Property(
    "numerical_behaviour",
    "Numerical behaviour",
    "What of every function can round, truncate, overflow into floats or depend on signs: divisions, powers, shifts, floats, conversions.",
    lambda tree: per_unit(tree, _profile),
)
