"""Execution paths."""

import ast
from math import prod

from engine.domain.json_value import Json
from engine.properties.property import Property
from engine.properties.units import Unit, per_unit

MAX_PATHS = 10**9
_EXITS = (ast.Return, ast.Raise)


def _paths(body: list[ast.stmt]) -> int:
    return min(MAX_PATHS, prod(map(_paths_of, body)))


def _paths_of(node: ast.stmt) -> int:
    """The acyclic paths through one statement; a loop is entered or not."""
    if isinstance(node, ast.If):
        return _paths(node.body) + (_paths(node.orelse) if node.orelse else 1)
    if isinstance(node, ast.For | ast.AsyncFor | ast.While):
        return _paths(node.body) + (_paths(node.orelse) if node.orelse else 1)
    if isinstance(node, ast.Try | ast.TryStar):
        handled = sum(_paths(handler.body) for handler in node.handlers)
        return (_paths([*node.body, *node.orelse]) + handled) * _paths(node.finalbody)
    if isinstance(node, ast.Match):
        return sum(_paths(case.body) for case in node.cases) + 1
    return _paths(node.body) if isinstance(node, ast.With | ast.AsyncWith) else 1


def _profile(unit: Unit) -> Json:
    exits = sum(isinstance(node, _EXITS) for node in unit.nodes())
    return {"paths": _paths(unit.body), "exits": exits}


EXECUTION_PATHS = Property(
    "execution_paths",
    "Execution paths",
    "The number of acyclic paths through every function (NPATH: Nejmeh, Communications of the ACM 31, 1988) and of its returns and raises.",
    lambda tree: per_unit(tree, _profile),
)
