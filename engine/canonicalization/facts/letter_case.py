"""Texts that certainly have no capital, or no small, ASCII letter: what `lower()` and `upper()` give, and what keeps it so."""

import ast
import string

from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import kind

_ABSENT = {
    "lower": frozenset(string.ascii_uppercase),
    "casefold": frozenset(string.ascii_uppercase),
    "upper": frozenset(string.ascii_lowercase),
}
_KEEPING = frozenset({"strip", "lstrip", "rstrip", "removeprefix", "removesuffix"})
_DEEPEST = 20


def absent_letters(node: ast.expr, facts: ProgramFacts, depth: int = _DEEPEST) -> frozenset[str]:
    """The ASCII letters that a text certainly has not; no character's lower case has a capital ASCII letter, nor the other way round."""
    if depth == 0:
        return frozenset()
    if isinstance(node, ast.Name):
        return _of_variable(node.id, facts, depth)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return frozenset(string.ascii_letters) - frozenset(node.value)
    if isinstance(node, ast.Subscript) and kind(facts.type_of(node.value)) == "str":
        return absent_letters(node.value, facts, depth - 1)
    return _of_call(node, facts, depth) if isinstance(node, ast.Call) and not node.keywords else frozenset()


def _of_variable(name: str, facts: ProgramFacts, depth: int) -> frozenset[str]:
    stores = facts.occurrences.stores.get(name, [])
    parent = facts.occurrences.parent(stores[0]) if len(stores) == 1 and facts.is_local(name) else None
    is_plain = isinstance(parent, ast.Assign) and parent.targets == stores
    return absent_letters(parent.value, facts, depth - 1) if isinstance(parent, ast.Assign) and is_plain else frozenset()


def _of_call(node: ast.Call, facts: ProgramFacts, depth: int) -> frozenset[str]:
    function = node.func
    if not isinstance(function, ast.Attribute):
        return frozenset()
    if function.attr == "sub" and _is_expressions(function.value, facts) and len(node.args) == 3:
        return _both(node.args[2], node.args[1], facts, depth)
    if kind(facts.type_of(function.value)) != "str":
        return frozenset()
    if function.attr in _ABSENT:
        return _ABSENT[function.attr]
    if function.attr == "replace" and len(node.args) == 2:
        return _both(function.value, node.args[1], facts, depth)
    return absent_letters(function.value, facts, depth - 1) if function.attr in _KEEPING else frozenset()


def _both(text: ast.expr, put_in: ast.expr, facts: ProgramFacts, depth: int) -> frozenset[str]:
    return absent_letters(text, facts, depth - 1) & absent_letters(put_in, facts, depth - 1)


def _is_expressions(node: ast.expr, facts: ProgramFacts) -> bool:
    return isinstance(node, ast.Name) and node.id == "re" and "re" in facts.inference.imported
