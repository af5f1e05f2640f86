"""Prints inside functions, where the contract says that what is printed does not matter."""

import ast
import re

from engine.canonicalization.blocks import blocks_of, own_nodes
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import is_settled, kind
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ProgramRule
from engine.canonicalization.trees import walk

_PLAIN_KEYWORDS = frozenset({"sep", "end", "flush"})
_UNPRINTABLE = frozenset({"iterator", "view"})
_SPECIFIERS = {
    "str": re.compile(r"[<>^]?\d{0,3}s?"),
    "int": re.compile(r"[<>^]?\d{0,3}[d,]?"),
    "float": re.compile(r"[<>^]?\d{0,3},?(\.\d{1,2})?[fe%]?"),
}
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def _drop_prints(program: Program) -> bool:
    """`print(…)` as a statement goes, and only evaluating its arguments stays; not in functions whose one purpose is to print."""
    facts = program.facts
    if not program.is_checked or not program.assumptions.allow_print_removal or "print" in facts.shadowed:
        return False
    if "print" not in facts.occurrences.loads:
        return False
    changed = False
    for function in walk(program.tree):
        if isinstance(function, _FUNCTIONS) and _does_more_than_print(function):
            for block in blocks_of(function):
                changed |= _drop_from(block, facts)
    return changed


def _does_more_than_print(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a function gives something back, or changes or calls something as a statement."""
    for node in own_nodes(function.body):
        if isinstance(node, ast.Return) and node.value is not None and not _is_none(node.value):
            return True
        if isinstance(node, ast.Yield | ast.YieldFrom):
            return True
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and not _is_print(node.value):
            return True
        if isinstance(node, ast.Attribute | ast.Subscript) and not isinstance(node.ctx, ast.Load):
            return True
    return False


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _is_print(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"


def _drop_from(block: list[ast.stmt], facts: ProgramFacts) -> bool:
    kept: list[ast.stmt] = []
    for node in block:
        kept += _without_print(node, facts)
    if len(kept) == len(block) and all(one is other for one, other in zip(kept, block, strict=True)):
        return False
    block[:] = kept or [ast.Pass()]
    return True


def _without_print(node: ast.stmt, facts: ProgramFacts) -> list[ast.stmt]:
    """What stays of a statement: itself, or of a print the arguments that do something."""
    call = node.value if isinstance(node, ast.Expr) else None
    if not isinstance(call, ast.Call) or not _is_print(call) or not _is_harmless(call, facts):
        return [node]
    return [ast.Expr(argument) for argument in call.args if _does_something(argument, facts)]


def _is_harmless(call: ast.Call, facts: ProgramFacts) -> bool:
    """Whether making text of the arguments runs built-in code only, and cannot fail."""
    words = all(word.arg in _PLAIN_KEYWORDS and isinstance(word.value, ast.Constant) for word in call.keywords)
    return words and all(_can_be_printed(argument, facts) for argument in call.args)


def _can_be_printed(node: ast.expr, facts: ProgramFacts) -> bool:
    if isinstance(node, ast.JoinedStr):
        return all(_can_be_formatted(part, facts) for part in node.values if isinstance(part, ast.FormattedValue))
    type_ = facts.type_of(node)
    return not isinstance(node, ast.Starred) and type_ is not None and is_settled(type_) and kind(type_) not in _UNPRINTABLE


def _can_be_formatted(part: ast.FormattedValue, facts: ProgramFacts) -> bool:
    if part.format_spec is None:
        return _can_be_printed(part.value, facts)
    parts = part.format_spec.values if isinstance(part.format_spec, ast.JoinedStr) else []
    only = parts[0] if len(parts) == 1 else None
    pattern = _SPECIFIERS.get(kind(facts.type_of(part.value)) or "")
    is_known = isinstance(only, ast.Constant) and isinstance(only.value, str) and pattern is not None
    return is_known and part.conversion == -1 and pattern.fullmatch(only.value) is not None  # type: ignore[union-attr]


def _does_something(node: ast.expr, facts: ProgramFacts) -> bool:
    if isinstance(node, ast.JoinedStr):
        return any(_does_something(part.value, facts) for part in node.values if isinstance(part, ast.FormattedValue))
    effects = facts.effects_of(node)
    return bool(effects.writes) or effects.raises or effects.leaves


RULES = (ProgramRule("prints", _drop_prints, (ast.Expr,)),)
