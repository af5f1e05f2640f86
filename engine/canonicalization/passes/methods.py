"""Methods stand in one order: the constructor, then by name what callers use, then the others as they are called."""

import ast

from engine.canonicalization.members import plain_classes
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ProgramRule
from engine.canonicalization.trees import walk


def _order_methods(program: Program) -> bool:
    """Order the methods of plain classes; their order in the text has no meaning."""
    public = program.assumptions.public_members
    changed = False
    for node in plain_classes(program.tree):
        methods = [item for item in node.body if isinstance(item, ast.FunctionDef)]
        ordered = _ordered(methods, public)
        changed |= ordered != methods
        node.body = list(ordered)
    return changed


def _ordered(methods: list[ast.FunctionDef], public: frozenset[str] | None) -> list[ast.FunctionDef]:
    """Those whose names callers know by name, special ones first; then the rest in the order in which these mention them."""
    known = [method for method in methods if public is None or method.name in public or method.name.startswith("__")]
    known.sort(key=lambda method: (not method.name.startswith("__"), method.name))
    rest = {method.name: method for method in methods if method not in known}
    for method in known:
        mentioned = [node.attr for node in walk(method) if isinstance(node, ast.Attribute) and node.attr in rest]
        known.extend(rest.pop(name) for name in dict.fromkeys(mentioned))
    return [*known, *rest.values()]


RULES = (ProgramRule("order_of_methods", _order_methods, (ast.ClassDef,)),)
