"""`OrderedDict` in a module that may not have imported it yet."""

import ast

from engine.canonicalization.facts.confinement import is_from_collections
from engine.canonicalization.program import Program

_NAME, _MODULE = "OrderedDict", "collections"


def can_import(program: Program) -> bool:
    """Whether the name `OrderedDict` is free, or what the module imports at its top level."""
    occurrences = program.facts.occurrences
    if occurrences.stores.get("*"):
        return False
    if not occurrences.stores.get(_NAME):
        return not occurrences.loads.get(_NAME)
    tops = [occurrences.parent(occurrences.parent(store)) for store in occurrences.stores[_NAME]]  # type: ignore[arg-type]
    return is_from_collections(_NAME, occurrences) and all(top is program.tree for top in tops)


def ordered() -> ast.expr:
    """`OrderedDict()`."""
    return ast.Call(ast.Name(_NAME, ast.Load()), [], [])


def import_ordered(program: Program) -> None:
    """Import the name, unless that is done; `can_import` must hold."""
    if program.facts.occurrences.stores.get(_NAME):
        return
    body = program.tree.body
    first = body[0] if body else None
    is_head = isinstance(first, ast.ImportFrom) and first.module == "__future__"
    is_head |= isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    body.insert(int(is_head), ast.ImportFrom(_MODULE, [ast.alias(_NAME)], 0))
