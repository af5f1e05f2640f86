"""Texts are stripped before their case is changed: no letter becomes white space, and no white space a letter."""

import ast

from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import kind
from engine.canonicalization.rules import ExpressionRule

_STRIPS = frozenset({"strip", "lstrip", "rstrip"})
_CASES = frozenset({"lower", "upper", "casefold"})


def _strip_first(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`s.lower().strip()` is `s.strip().lower()` for a text."""
    assert isinstance(node, ast.Call)
    inner = _receiver(node, _STRIPS)
    text = _receiver(inner, _CASES) if isinstance(inner, ast.Call) else None
    if text is None or not isinstance(inner, ast.Call) or kind(facts.type_of(text)) != "str":
        return None
    assert isinstance(node.func, ast.Attribute)
    assert isinstance(inner.func, ast.Attribute)
    stripped = ast.Call(ast.Attribute(text, node.func.attr, ast.Load()), [], [])
    return ast.Call(ast.Attribute(stripped, inner.func.attr, ast.Load()), [], [])


def _receiver(node: ast.Call, names: frozenset[str]) -> ast.expr | None:
    """S in `s.name()`, for one of some methods, without arguments."""
    is_plain = isinstance(node.func, ast.Attribute) and node.func.attr in names and not node.args and not node.keywords
    return node.func.value if isinstance(node.func, ast.Attribute) and is_plain else None


RULES = (ExpressionRule("stripped_first", (ast.Call,), _strip_first),)
