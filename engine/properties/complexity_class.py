"""Complexity class."""

import ast

from engine.domain.json_value import Json
from engine.properties.property import Property
from engine.properties.recursion_schema import self_calls
from engine.properties.units import Unit, per_unit

_SORTING = {"sorted", "sort"}
_HALVING = (ast.FloorDiv, ast.Div, ast.RShift)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def _depth(node: ast.AST) -> tuple[int, int]:
    """The deepest nest below a node: loops over data, and loops that halve something, of which none counts twice."""
    own = _weight(node)
    below = [_depth(child) for child in ast.iter_child_nodes(node)]
    linear, logarithmic = max(below, default=(0, 0))
    return linear + own[0], logarithmic + own[1]


def _weight(node: ast.AST) -> tuple[int, int]:
    if isinstance(node, ast.For | ast.AsyncFor):
        return (0, 0) if _is_constant_range(node.iter) else (1, 0)
    if isinstance(node, ast.While):
        return (0, 1) if _halves(node) else (1, 0)
    if isinstance(node, _COMPREHENSIONS):
        return sum(not _is_constant_range(part.iter) for part in node.generators), 0
    return 0, 0


def _is_constant_range(node: ast.expr) -> bool:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "range":
        return all(isinstance(argument, ast.Constant) for argument in node.args)
    return isinstance(node, ast.Tuple | ast.List | ast.Set | ast.Constant)


def _halves(loop: ast.While) -> bool:
    divided = [node.op for node in ast.walk(loop) if isinstance(node, ast.BinOp | ast.AugAssign)]
    return any(isinstance(operator, _HALVING) for operator in divided)


def _name(target: ast.expr) -> str | None:
    if isinstance(target, ast.Name):
        return target.id
    return target.attr if isinstance(target, ast.Attribute) else None


def _profile(unit: Unit) -> Json:
    depths = [_depth(statement) for statement in unit.body]
    linear, logarithmic = max(depths, default=(0, 0))
    sorts = any(isinstance(node, ast.Call) and _name(node.func) in _SORTING for node in unit.nodes())
    recursive = len(self_calls(unit))
    if recursive > 1 and linear == 0:
        return "exponential or divide and conquer"
    if sorts and linear <= 1:
        linear, logarithmic = 1, 1
    return _order(linear + (1 if recursive else 0), logarithmic)


def _order(linear: int, logarithmic: int) -> str:
    parts = [*(["n" if linear == 1 else f"n^{linear}"] if linear else []), *(["log n"] if logarithmic else [])]
    return f"O({' '.join(parts) or '1'})"


COMPLEXITY_CLASS = Property(
    "complexity_class",
    "Complexity class",
    "An estimate of every function's growth from its syntax: nested loops over data, halving loops, sorting and recursion.",
    lambda tree: per_unit(tree, _profile),
)
