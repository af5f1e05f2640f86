"""Regular expressions that are constants: one spelling for equal patterns, read with Python's own parser of them."""

import ast

from engine.canonicalization.facts.letter_case import absent_letters
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.pattern_spelling import spell_pattern
from engine.canonicalization.rules import ExpressionRule

_PLAIN_ARGUMENTS = {"sub": 3, "subn": 3, "match": 2, "fullmatch": 2, "search": 2, "findall": 2, "finditer": 2, "split": 2, "compile": 1}


def _pattern(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """The first argument of `re.sub` and its like when no flags are given."""
    assert isinstance(node, ast.Call)
    function = node.func
    if (
        not isinstance(function, ast.Attribute)
        or function.attr not in _PLAIN_ARGUMENTS
        or not _is_module(function.value, facts)
        or not node.args
    ):
        return None
    pattern = node.args[0]
    if not isinstance(pattern, ast.Constant) or not isinstance(pattern.value, str) or node.keywords:
        return None
    if len(node.args) > _PLAIN_ARGUMENTS[function.attr]:
        return None
    spelled = spell_pattern(pattern.value, _absent(node, function.attr, facts))
    if spelled is None or spelled == pattern.value:
        return None
    node.args[0] = ast.Constant(spelled)
    return node


def _absent(node: ast.Call, function: str, facts: ProgramFacts) -> frozenset[str]:
    """The letters that the searched text certainly has not."""
    position = 2 if function in {"sub", "subn"} else 1
    if function == "compile" or len(node.args) <= position:
        return frozenset()
    return absent_letters(node.args[position], facts)


def _is_module(node: ast.expr, facts: ProgramFacts) -> bool:
    """Whether an expression is the module `re`, imported once under this name."""
    if not isinstance(node, ast.Name):
        return False
    stores = facts.occurrences.stores[node.id]
    return len(stores) == 1 and isinstance(stores[0], ast.alias) and stores[0].name == "re"


RULES = (ExpressionRule("regular_expressions", (ast.Call,), _pattern),)
