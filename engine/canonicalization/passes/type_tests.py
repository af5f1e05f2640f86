"""Questions about the type of a value whose type is known."""

import ast

from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import kind
from engine.canonicalization.rules import ExpressionRule
from engine.canonicalization.syntax import constant

_CLASSES: dict[str, type] = {
    "int": int,
    "bool": bool,
    "float": float,
    "str": str,
    "bytes": bytes,
    "list": list,
    "dict": dict,
    "set": set,
    "frozenset": frozenset,
    "tuple": tuple,
    "range": range,
}
_ASKED: dict[str, type] = {**_CLASSES, "complex": complex, "object": object}


def _decide(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`isinstance(n, int)` is True where n is certainly an integer, and `isinstance(s, (list, tuple))` False for a text."""
    if not isinstance(node, ast.Call) or not _is_built_in(node.func, "isinstance", facts) or len(node.args) != 2 or node.keywords:
        return None
    known = _class_of(node.args[0], facts)
    asked = node.args[1].elts if isinstance(node.args[1], ast.Tuple) else [node.args[1]]
    classes = [_ASKED[item.id] for item in asked if isinstance(item, ast.Name) and _is_built_in(item, item.id, facts) and item.id in _ASKED]
    if known is None or len(classes) < len(asked):
        return None
    return constant(issubclass(known, tuple(classes)))


def _compare(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`type(n) is int` and `type(n) == int` likewise."""
    if not isinstance(node, ast.Compare) or len(node.ops) != 1 or not isinstance(node.ops[0], ast.Is | ast.Eq | ast.IsNot | ast.NotEq):
        return None
    left, right = node.left, node.comparators[0]
    if not isinstance(left, ast.Call) or not _is_built_in(left.func, "type", facts) or len(left.args) != 1 or left.keywords:
        return None
    known = _class_of(left.args[0], facts)
    if known is None or not isinstance(right, ast.Name) or right.id not in _ASKED or not _is_built_in(right, right.id, facts):
        return None
    return constant((known is _ASKED[right.id]) == isinstance(node.ops[0], ast.Is | ast.Eq))


def _class_of(node: ast.expr, facts: ProgramFacts) -> type | None:
    """The class of a value that only has to be looked at; a value whose computation may fail still has to be computed."""
    return _CLASSES.get(kind(facts.type_of(node))) if facts.effects_of(node).is_total else None


def _is_built_in(node: ast.expr, name: str, facts: ProgramFacts) -> bool:
    return isinstance(node, ast.Name) and node.id == name and name not in facts.shadowed


RULES = (ExpressionRule("known_class", (ast.Call,), _decide), ExpressionRule("known_exact_class", (ast.Compare,), _compare))
