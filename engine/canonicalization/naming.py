"""Final names: local variables are numbered in the order in which they appear; parameters keep theirs unless callers are positional."""

import ast
import re
from typing import NamedTuple

from engine.canonicalization.facts.occurrences import Occurrences
from engine.canonicalization.facts.program_facts import BUILTINS
from engine.canonicalization.facts.scopes import all_arguments
from engine.canonicalization.members import renamable_members, rename_members
from engine.canonicalization.names import names_of, rename
from engine.canonicalization.program import Program
from engine.canonicalization.traversal import DoesNotSettle
from engine.canonicalization.trees import child_nodes, walk

_UNIQUE = re.compile(r"v\d+")


class FinalNames(NamedTuple):
    """The final names of variables by their unique ones, and of members by their old ones."""

    variables: dict[str, str]
    members: dict[str, str]


def give_final_names(program: Program, names: FinalNames) -> None:
    """Rename in place."""
    for node in walk(program.tree):
        rename(node, names.variables)
    if names.members:
        rename_members(program.tree, names.members)


def final_names(program: Program) -> FinalNames:
    """Find the names; no new one meets one that the module uses otherwise. Raises DoesNotSettle where a kept name would hide another."""
    variables = program.bindings.variables
    found = list(dict.fromkeys(_appearance(program.tree)))
    order = [name for name in found if name in variables]
    occurrences = program.occurrences
    keywords = _keywords(occurrences)
    kept = {name: variables[name].original for name in order if _keeps_name(name, program, occurrences, keywords)}
    others = set(found) - variables.keys()
    taken = others | set(kept.values())
    final, number = dict(kept), 0
    for name in order:
        if name in final:
            continue
        while f"v{number}" in taken:
            number += 1
        final[name] = f"v{number}"
        number += 1
    if not others.isdisjoint(kept.values()) or len(set(kept.values())) < len(kept):
        _check_captures(program.tree, final)
    members = renamable_members(program.tree, program.assumptions.public_members)
    return FinalNames(final, {name: f"_m{index}" for index, name in enumerate(members)})


def _keeps_name(name: str, program: Program, occurrences: Occurrences, keywords: frozenset[str | None]) -> bool:
    """Whether values show a name (a class), or a parameter may be given by it: by anybody, or by a call of the module."""
    variable = program.bindings.variables[name]
    if variable.is_class or _is_seen_function(name, occurrences):
        return True
    return variable.role == "parameter" and (not program.is_checked or variable.original in keywords or None in keywords)


def _is_seen_function(name: str, occurrences: Occurrences) -> bool:
    """Whether a function's own name can be read: it is not only called, or it makes generators or coroutines, which bear it."""
    functions = [store for store in occurrences.stores[name] if isinstance(store, ast.FunctionDef | ast.AsyncFunctionDef)]
    if not functions:
        return False
    is_only_called = all(isinstance(call := occurrences.parent(use), ast.Call) and call.func is use for use in occurrences.loads[name])
    return not is_only_called or any(_bears_its_name(function) for function in functions)


def _bears_its_name(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    is_plain = isinstance(function, ast.FunctionDef) and not function.decorator_list
    return not is_plain or any(isinstance(node, ast.Yield | ast.YieldFrom) for node in ast.walk(function))


def _keywords(occurrences: Occurrences) -> frozenset[str | None]:
    """The names by which the module's calls give arguments to what is no built-in function; None for `**`."""
    known = BUILTINS - occurrences.stores.keys()
    calls = [call for call in occurrences.calls if not (isinstance(call.func, ast.Name) and call.func.id in known)]
    return frozenset(keyword.arg for call in calls for keyword in call.keywords)


def _check_captures(tree: ast.Module, final: dict[str, str]) -> None:
    """Raise DoesNotSettle when a kept name would hide another variable of this name that a rewrite brought into its scope."""
    for node in walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            own = {argument.arg for argument in all_arguments(node.args)}
            names = {final.get(name, name) for name in own}
            below = walk(node)
            bound_below = {child.arg for child in below if isinstance(child, ast.arg)}
            inside = {child.id for child in below if isinstance(child, ast.Name)} - bound_below
            if any(final.get(name, name) in names for name in inside):
                raise DoesNotSettle


def _appearance(tree: ast.AST) -> list[str]:
    """Names in reading order."""
    found: list[str] = []
    stack: list[ast.AST] = [tree]
    while stack:
        node = stack.pop()
        if node.__class__ is ast.Name:
            found.append(node.id)
            continue
        found += names_of(node)
        stack += reversed(child_nodes(node))
    return found
