"""Constants of the standard library are what they stand for: `string.digits` is '0123456789', `math.inf` is `float('inf')`."""

import ast
import string

from engine.canonicalization.comprehending import call, is_builtin_call
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.rules import ExpressionRule
from engine.canonicalization.syntax import constant

_TEXTS = ("ascii_lowercase", "ascii_uppercase", "ascii_letters", "digits", "hexdigits", "octdigits", "punctuation", "whitespace")


def _constant(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """A constant of a module that is imported at the top and only asked for its members."""
    assert isinstance(node, ast.Attribute)
    if not isinstance(node.value, ast.Name) or not isinstance(node.ctx, ast.Load) or not _is_library(node.value.id, facts):
        return None
    if facts.occurrences.compares_identity:
        return None
    if node.value.id == "string" and node.attr in _TEXTS:
        return constant(getattr(string, node.attr))
    is_infinity = (node.value.id, node.attr) == ("math", "inf") and "float" not in facts.shadowed
    return call("float", constant("inf")) if is_infinity else None


def _is_library(name: str, facts: ProgramFacts) -> bool:
    """Whether a name is surely the module: imported among the module's first statements, and nowhere handed to anybody."""
    if name not in {"string", "math"} or name not in facts.inference.imported:
        return False
    stores, loads = facts.occurrences.stores[name], facts.occurrences.loads[name]
    is_first = all(_is_at_top(facts.occurrences.parent(store), facts) for store in stores)
    return is_first and all(isinstance(facts.occurrences.parent(use), ast.Attribute) for use in loads)


def _is_at_top(statement: ast.AST | None, facts: ProgramFacts) -> bool:
    for node in facts.tree.body:
        if node is statement:
            return True
        is_docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if not isinstance(node, ast.Import | ast.ImportFrom) and not is_docstring:
            return False
    return False


def _negative_infinity(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`float('-inf')` is `-float('inf')`."""
    if (
        not is_builtin_call(node, "float", facts, 1)
        or not isinstance(node, ast.Call)
        or not isinstance(given := node.args[0], ast.Constant)
    ):
        return None
    if not isinstance(given.value, str):
        return None
    spelled = given.value.strip().lower()
    if spelled in {"-inf", "-infinity"}:
        return ast.UnaryOp(ast.USub(), call("float", constant("inf")))
    is_positive = spelled in {"inf", "+inf", "infinity", "+infinity"} and given.value != "inf"
    return call("float", constant("inf")) if is_positive else None


RULES = (
    ExpressionRule("library_constants", (ast.Attribute,), _constant),
    ExpressionRule("infinity", (ast.Call,), _negative_infinity),
)
