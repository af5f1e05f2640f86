"""Exceptions: raised by their class alone where only that matters; handlers without needless names; results inside `try`."""

import ast
import builtins

from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.program import Program
from engine.canonicalization.rules import BlockRule, ProgramRule
from engine.canonicalization.syntax import always_leaves
from engine.canonicalization.traversal import BlockPlace
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


def _result_inside(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`try: … except E: …leave…` before `return v`, or with it as its `else`, has it at the end of its body: returning v cannot fail."""
    for index, node in enumerate(statements):
        if not isinstance(node, ast.Try) or node.finalbody or not node.handlers or always_leaves(node.body):
            continue
        if not all(always_leaves(handler.body) for handler in node.handlers):
            continue
        if node.orelse and statements[index + 1 :]:
            continue
        rest = node.orelse or statements[index + 1 :]
        leaving = rest[0] if len(rest) == 1 else None
        if not isinstance(leaving, ast.Return) or not isinstance(leaving.value, ast.Name | ast.Constant):
            continue
        if not facts.effects_of(leaving.value).is_total or (isinstance(leaving.value, ast.Name) and not _is_bound(leaving.value.id, facts)):
            continue
        node.body, node.orelse = [*node.body, leaving], []
        return statements[: index + 1]
    return None


def _is_bound(name: str, facts: ProgramFacts) -> bool:
    return facts.is_local(name) and facts.bindings.variables[name].is_surely_bound


def _unnamed_handler(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`except E as e:` without any use of e is `except E:`."""
    changed = False
    for node in statements:
        for handler in node.handlers if isinstance(node, ast.Try) else ():
            name = handler.name
            if name is not None and facts.is_local(name) and not facts.occurrences.loads[name] and len(facts.occurrences.stores[name]) == 1:
                handler.name, changed = None, True
    return statements if changed else None


RULES = (
    BlockRule("unnamed_handler", _unnamed_handler, (ast.Try,)),
    BlockRule("result_inside_try", _result_inside, (ast.Try,)),
    ProgramRule("exception_messages", _drop_messages, (ast.Raise,)),
)
