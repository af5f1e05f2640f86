"""Recursion schema."""

import ast
from collections.abc import Mapping

from engine.domain.json_value import Json
from engine.properties.property import Property
from engine.properties.units import Unit, in_order, per_unit, units


def self_calls(unit: Unit) -> list[ast.Call]:
    """The calls of a function to itself, by name or as a method."""
    if unit.function is None:
        return []
    return [node for node in unit.nodes() if isinstance(node, ast.Call) and called_name(node) == unit.function.name]


def called_name(node: ast.Call) -> str | None:
    """The name of a called function or own method; None for anything else."""
    target = node.func
    if isinstance(target, ast.Name):
        return target.id
    owned = isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) and target.value.id in ("self", "cls")
    return target.attr if owned and isinstance(target, ast.Attribute) else None


def _profile(unit: Unit, mutual: set[str]) -> Json:
    calls = self_calls(unit)
    if not calls:
        return "mutual" if unit.function is not None and unit.function.name in mutual else "none"
    returned = [node.value for node in unit.nodes() if isinstance(node, ast.Return)]
    is_tail = all(any(value is call for value in returned) for call in calls)
    shape = "tail" if is_tail else "linear" if len(calls) == 1 else "multiple"
    return {"shape": shape, "calls": len(calls), "steps": in_order([_step(argument) for argument in call.args] for call in calls)}


def _step(argument: ast.expr) -> str:
    """How an argument of the recursive call comes from what the function has."""
    if isinstance(argument, ast.BinOp):
        return type(argument.op).__name__
    if isinstance(argument, ast.Subscript):
        return "slice" if isinstance(argument.slice, ast.Slice) else "element"
    return type(argument).__name__.lower()


def _mutual(tree: ast.Module) -> set[str]:
    """The functions that reach themselves through others; what calls nothing more or is not called is taken away first."""
    calls: dict[str, set[str]] = {}
    for unit in units(tree):
        if unit.function is not None:
            called = {called_name(node) or "" for node in unit.nodes() if isinstance(node, ast.Call)}
            calls.setdefault(unit.function.name, set()).update(called)
    graph = {name: called & calls.keys() for name, called in calls.items()}
    while True:
        called_at_all = set[str]().union(*graph.values())
        kept = {name: called & graph.keys() for name, called in graph.items() if called & graph.keys() and name in called_at_all}
        if len(kept) == len(graph):
            return {name for name in graph if _reaches(name, graph)}
        graph = kept


def _reaches(name: str, graph: Mapping[str, set[str]]) -> bool:
    seen: set[str] = set()
    waiting = list(graph[name])
    while waiting:
        current = waiting.pop()
        if current not in seen:
            seen.add(current)
            waiting.extend(graph.get(current, ()))
    return name in seen


def _profiles(tree: ast.Module) -> Json:
    mutual = _mutual(tree)
    return per_unit(tree, lambda unit: _profile(unit, mutual))


RECURSION_SCHEMA = Property(
    "recursion_schema",
    "Recursion schema",
    "Whether every function calls itself not at all, in tail position, once, several times or through others, and how its arguments step.",
    _profiles,
)
