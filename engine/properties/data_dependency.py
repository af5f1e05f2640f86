"""Data dependency."""

import ast

from engine.domain.json_value import Json
from engine.properties.property import Property
from engine.properties.spelling import Spelling
from engine.properties.units import Unit, per_unit

RESULT = "result"


def _flows(node: ast.AST) -> list[tuple[ast.AST, ast.AST]]:
    """The (target, source) pairs of one node."""
    if isinstance(node, ast.Assign):
        return [(target, node.value) for target in node.targets]
    if isinstance(node, ast.AnnAssign | ast.NamedExpr) and node.value is not None:
        return [(node.target, node.value)]
    if isinstance(node, ast.AugAssign):
        return [(node.target, node.target), (node.target, node.value)]
    if isinstance(node, ast.For | ast.AsyncFor | ast.comprehension):
        return [(node.target, node.iter)]
    if isinstance(node, ast.withitem) and node.optional_vars is not None:
        return [(node.optional_vars, node.context_expr)]
    return []


def _names(node: ast.AST, spelling: Spelling) -> set[str]:
    return {spelling.name(item.id) for item in ast.walk(node) if isinstance(item, ast.Name) and spelling.is_local(item.id)}


def _edges(unit: Unit) -> Json:
    spelling = Spelling(unit)
    edges: set[tuple[str, str]] = set()
    for node in unit.nodes():
        for target, source in _flows(node):
            edges |= {(to, origin) for to in _names(target, spelling) for origin in _names(source, spelling)}
        if isinstance(node, ast.Return | ast.Yield | ast.YieldFrom) and node.value is not None:
            edges |= {(RESULT, origin) for origin in _names(node.value, spelling)}
    return [list(edge) for edge in sorted(edges)]


DATA_DEPENDENCY = Property(
    "data_dependency",
    "Data dependency",
    "Which local variables each local variable and the result are computed from directly, variables numbered by first occurrence.",
    lambda tree: per_unit(tree, _edges),
)
