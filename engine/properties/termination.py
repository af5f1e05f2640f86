"""Termination."""

import ast

from engine.domain.json_value import Json
from engine.properties.property import Property
from engine.properties.recursion_schema import self_calls
from engine.properties.units import Unit, in_order, per_unit

_ENDLESS = {"count", "cycle", "repeat", "iter"}
_EXITS = (ast.Break, ast.Return, ast.Raise)


def _loop(node: ast.AST) -> str | None:
    if isinstance(node, ast.For | ast.AsyncFor):
        return "iteration without a known end" if _is_endless(node.iter) else "iteration over a collection"
    if not isinstance(node, ast.While):
        return None
    leaves = any(isinstance(inner, _EXITS) for statement in node.body for inner in ast.walk(statement))
    if isinstance(node.test, ast.Constant):
        return "endless loop with an exit" if leaves else "endless loop without an exit"
    watched = {item.id for item in ast.walk(node.test) if isinstance(item, ast.Name)}
    if watched & _changed(node.body):
        return "loop whose condition changes"
    return "loop whose condition stays, with an exit" if leaves else "loop whose condition stays"


def _is_endless(node: ast.expr) -> bool:
    target = node.func if isinstance(node, ast.Call) else None
    name = target.id if isinstance(target, ast.Name) else target.attr if isinstance(target, ast.Attribute) else ""
    return name in _ENDLESS


def _changed(body: list[ast.stmt]) -> set[str]:
    """Names that a loop's body assigns, or whose methods or elements it uses."""
    changed: set[str] = set()
    for node in (inner for statement in body for inner in ast.walk(statement)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store | ast.Del):
            changed.add(node.id)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
            changed.add(node.func.value.id)
    return changed


def _profile(unit: Unit) -> Json:
    loops: list[Json] = [word for node in unit.nodes() if (word := _loop(node)) is not None]
    if self_calls(unit):
        branches = any(isinstance(node, ast.If | ast.IfExp | ast.Match | ast.BoolOp) for node in unit.nodes())
        loops.append("recursion with a branch" if branches else "recursion without a branch")
    return in_order(loops)


TERMINATION = Property(
    "termination",
    "Termination",
    "Why every loop and recursion of a function ends, as far as its syntax shows: a collection, a changing condition, an exit, a branch.",
    lambda tree: per_unit(tree, _profile),
)
