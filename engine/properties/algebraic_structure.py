"""Algebraic structure."""

import ast
from collections import Counter

from engine.domain.json_value import Json
from engine.properties.property import Property
from engine.properties.units import Unit, per_unit

_FOLDS = {"sum": "Add", "max": "max", "min": "min", "all": "And", "any": "Or", "prod": "Mult", "reduce": "reduce", "join": "join"}


def _operators(node: ast.AST) -> list[str]:
    if isinstance(node, ast.BinOp | ast.AugAssign | ast.UnaryOp):
        return [type(node.op).__name__]
    if isinstance(node, ast.BoolOp):
        return [type(node.op).__name__] * (len(node.values) - 1)
    return [type(operator).__name__ for operator in node.ops] if isinstance(node, ast.Compare) else []


def _fold(node: ast.AST) -> str | None:
    """The operation that gathers many values into one: `x = x op y`, `x op= y`, or a function that does it."""
    if isinstance(node, ast.AugAssign):
        return type(node.op).__name__
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.BinOp) and isinstance(node.targets[0], ast.Name):
        sides = (node.value.left, node.value.right)
        gathers = any(isinstance(side, ast.Name) and side.id == node.targets[0].id for side in sides)
        return type(node.value.op).__name__ if gathers else None
    if isinstance(node, ast.Call):
        name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else ""
        return _FOLDS.get(name)
    return None


def _profile(unit: Unit) -> Json:
    nodes = list(unit.nodes())
    counts = Counter(operator for node in nodes for operator in _operators(node))
    folds: list[Json] = [*sorted(fold for node in nodes if (fold := _fold(node)) is not None)]
    return {"operators": dict(sorted(counts.items())), "folds": folds}


ALGEBRAIC_STRUCTURE = Property(
    "algebraic_structure",
    "Algebraic structure",
    "Which operators every function uses and how often, and with which operations it gathers many values into one.",
    lambda tree: per_unit(tree, _profile),
)
