"""Side effects."""

import ast

from engine.domain.json_value import Json
from engine.properties.property import Property
from engine.properties.units import Unit, in_order, per_unit

_OUTPUT = {"print": "writes to the console", "input": "reads the console", "open": "uses files", "exec": "makes code", "eval": "makes code"}
_OUTSIDE = {"random", "time", "datetime", "os", "sys", "subprocess", "socket", "requests", "urllib", "secrets", "uuid"}
_MUTATORS = {"append", "extend", "insert", "remove", "pop", "clear", "sort", "reverse", "update", "setdefault", "popitem", "add", "discard"}


def _root(node: ast.expr) -> str | None:
    """The name at the start of a chain of attributes and subscripts."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Starred):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None


def _effects(node: ast.AST, parameters: tuple[str, ...]) -> set[str]:
    if isinstance(node, ast.Global | ast.Nonlocal):
        return {f"writes {type(node).__name__.lower()} names"}
    if isinstance(node, ast.Attribute | ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del):
        return _change(_root(node), parameters)
    if isinstance(node, ast.Name) and node.id in _OUTSIDE and isinstance(node.ctx, ast.Load):
        return {f"uses {node.id}"}
    if isinstance(node, ast.Call):
        return _call(node.func, parameters)
    return set()


def _call(target: ast.expr, parameters: tuple[str, ...]) -> set[str]:
    if isinstance(target, ast.Name) and target.id in _OUTPUT:
        return {_OUTPUT[target.id]}
    if isinstance(target, ast.Attribute) and target.attr in _MUTATORS:
        return _change(_root(target.value), parameters)
    return set()


def _change(root: str | None, parameters: tuple[str, ...]) -> set[str]:
    if root in ("self", "cls"):
        return {"changes its object"}
    return {"changes an argument"} if root in parameters else set()


def _profile(unit: Unit) -> Json:
    parameters = unit.parameters()
    return in_order({effect for node in unit.nodes() for effect in _effects(node, parameters)})


SIDE_EFFECTS = Property(
    "side_effects",
    "Side effects",
    "What every function visibly does besides returning: changed arguments or objects, console, files, outer names, the world outside.",
    lambda tree: per_unit(tree, _profile),
)
