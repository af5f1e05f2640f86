"""Imports of well-known modules: at the top, in one spelling, only what is used, given that callers use the entry point alone."""

import ast
import importlib
from dataclasses import dataclass

from engine.canonicalization.facts.program_facts import BUILTINS
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ProgramRule
from engine.canonicalization.trees import are_alike, become, copied, walk

_BY_NAME = frozenset({"collections", "dataclasses", "itertools", "functools", "heapq", "bisect", "copy", "typing"})
_BY_MODULE = frozenset({"re", "math", "string", "random", "operator", "json", "statistics", "datetime", "time", "sys", "os"})
_MODULES = _BY_NAME | _BY_MODULE


@dataclass(frozen=True, slots=True)
class _Import:
    statement: ast.Import | ast.ImportFrom
    alias: ast.alias
    module: str
    member: str | None
    bound: str


def _normalize(program: Program) -> bool:
    """`from collections import deque` for some modules and `import re` for others, first thing in the module, in alphabetical order."""
    if not program.is_checked:
        return False
    found = [item for item in _imports(program) if _can_move(item, program)]
    if not found:
        return False
    wanted: set[tuple[str, str]] = set()
    for item in found:
        wanted |= _respell(item, program)
    lines = [_line(module, member) for module, member in sorted(wanted)]
    before = copied(program.tree)
    for item in found:
        _remove(item, program)
    head = 1 if program.tree.body and _is_docstring(program.tree.body[0]) else 0
    program.tree.body[head:head] = lines
    return not are_alike(before, program.tree)


def _is_docstring(node: ast.stmt) -> bool:
    is_future = isinstance(node, ast.ImportFrom) and node.module == "__future__"
    return is_future or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))


def _line(module: str, member: str) -> ast.stmt:
    return ast.ImportFrom(module, [ast.alias(member)], 0) if member else ast.Import([ast.alias(module)])


def _imports(program: Program) -> list[_Import]:
    found: list[_Import] = []
    for node in walk(program.tree):
        if isinstance(node, ast.Import) and _stands_free(node, program):
            found.extend(
                _Import(node, alias, alias.name, None, alias.asname or alias.name) for alias in node.names if alias.name in _MODULES
            )
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module in _MODULES and _stands_free(node, program):
            found.extend(_Import(node, alias, node.module, alias.name, alias.asname or alias.name) for alias in node.names)
    return found


def _stands_free(node: ast.stmt, program: Program) -> bool:
    """Whether an import is a statement of the module itself or of a function, not of a branch, a `try` or a class."""
    return isinstance(program.facts.occurrences.parent(node), ast.Module | ast.FunctionDef)


def _can_move(item: _Import, program: Program) -> bool:
    facts = program.facts
    if len(facts.occurrences.stores.get(item.bound, ())) != 1 and not _are_alike(item, program):
        return False
    if any(isinstance(node, ast.Global | ast.Nonlocal) and item.bound in node.names for node in walk(program.tree)):
        return False
    if item.member is not None and not hasattr(importlib.import_module(item.module), item.member):
        return False
    names = {target for _, target in _targets(item, program)}
    return all(_is_free(name, program) for name in names) and _uses_fit(item, program)


def _are_alike(item: _Import, program: Program) -> bool:
    """Whether everything that binds the name is an import of the same thing."""
    same = [
        other for other in _imports(program) if other.bound == item.bound and (other.module, other.member) == (item.module, item.member)
    ]
    return len(same) == len(program.facts.occurrences.stores.get(item.bound, ()))


def _targets(item: _Import, program: Program) -> list[tuple[ast.Name, str]]:
    """Each use of the import, and the global name that it will use."""
    uses = program.facts.occurrences.loads.get(item.bound, [])
    if item.module in _BY_MODULE:
        return [(use, item.module) for use in uses]
    if item.member is not None:
        return [(use, item.member) for use in uses]
    return [(use, above.attr) for use in uses if isinstance(above := program.facts.occurrences.parent(use), ast.Attribute)]


def _uses_fit(item: _Import, program: Program) -> bool:
    """Whether a module imported as such is only asked for members that it has."""
    if item.member is not None or item.module in _BY_MODULE:
        return True
    uses = program.facts.occurrences.loads.get(item.bound, [])
    targets = _targets(item, program)
    return len(targets) == len(uses) and all(hasattr(importlib.import_module(item.module), name) for _, name in targets)


def _is_free(name: str, program: Program) -> bool:
    """Whether a global name is bound by nothing but imports of well-known modules."""
    if name in BUILTINS:
        return False
    stores = program.facts.occurrences.stores.get(name, [])
    return all(isinstance(store, ast.alias) for store in stores)


def _respell(item: _Import, program: Program) -> set[tuple[str, str]]:
    """Change every use; answers what has to be imported for them."""
    wanted: set[tuple[str, str]] = set()
    for use, name in _targets(item, program):
        if item.module in _BY_MODULE:
            wanted.add((item.module, ""))
            if item.member is None:
                use.id = item.module
            else:
                become(use, ast.Attribute(ast.Name(item.module, ast.Load()), item.member, ast.Load()))
        else:
            wanted.add((item.module, name))
            if item.member is None:
                above = program.facts.occurrences.parent(use)
                assert isinstance(above, ast.Attribute)
                become(above, ast.Name(name, ast.Load()))
            else:
                use.id = name
    return wanted


def _remove(item: _Import, program: Program) -> None:
    item.statement.names.remove(item.alias)
    if item.statement.names:
        return
    owner = program.facts.occurrences.parent(item.statement)
    assert isinstance(owner, ast.Module | ast.FunctionDef)
    owner.body.remove(item.statement)
    if not owner.body:
        owner.body.append(ast.Pass())


RULES = (ProgramRule("imports", _normalize, (ast.Import, ast.ImportFrom)),)
