"""Raised exceptions: the class alone, where only the type of an exception matters."""

import ast
import builtins

from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ProgramRule
from engine.canonicalization.trees import walk

_STANDARD = frozenset(
    name for name in dir(builtins) if isinstance(getattr(builtins, name), type) and issubclass(getattr(builtins, name), Exception)
) - {"UnicodeDecodeError", "UnicodeEncodeError", "UnicodeTranslateError"}


def _drop_messages(program: Program) -> bool:
    """`raise ValueError("…")` is `raise ValueError()` when the message only computes and nobody in the module catches it."""
    if not program.assumptions.only_exception_types_matter or _catches(program.tree):
        return False
    changed = False
    for node in walk(program.tree):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and node.exc.args and _is_plain(node.exc, program.facts):
            node.exc.args = []
            changed = True
        elif isinstance(node, ast.Raise) and isinstance(node.exc, ast.Name) and _is_standard(node.exc, program.facts):
            node.exc = ast.Call(node.exc, [], [])
            changed = True
    return changed


def _catches(tree: ast.Module) -> bool:
    return any(isinstance(node, ast.ExceptHandler) and node.name is not None for node in walk(tree))


def _is_plain(node: ast.Call, facts: ProgramFacts) -> bool:
    return _is_standard(node.func, facts) and not node.keywords and all(facts.effects_of(argument).is_total for argument in node.args)


def _is_standard(node: ast.expr, facts: ProgramFacts) -> bool:
    return isinstance(node, ast.Name) and node.id in _STANDARD and node.id not in facts.shadowed


RULES = (ProgramRule("exception_messages", _drop_messages, (ast.Raise,)),)
