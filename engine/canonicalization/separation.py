"""Variables that became independent of each other get names of their own, so that each can be seen to have one meaning."""

import ast
import copy
import dataclasses
from typing import NamedTuple

from engine.canonicalization.facts.binding import Variable, bind
from engine.canonicalization.names import names_of
from engine.canonicalization.program import Program
from engine.canonicalization.trees import fields_of, walk


class Separation(NamedTuple):
    """Whether there are more variables, or fewer hindered ones, than before; and whether all are the same but for their names."""

    is_finer: bool
    is_same: bool


def separate(program: Program) -> Separation:
    """Find the live ranges anew and rename in place."""
    _unshare(program.tree, set())
    old = program.bindings.variables
    named = [node for node in walk(program.tree) if not isinstance(node, ast.Nonlocal | ast.Global)]
    before = {name for node in named for name in names_of(node) if name in old}
    bindings = bind(program.tree)
    if bindings is None:
        return Separation(is_finer=False, is_same=False)
    is_same = _are_same(bindings.variables, old, before)
    for name, variable in list(bindings.variables.items()):
        if variable.original in old:
            bindings.variables[name] = dataclasses.replace(variable, original=old[variable.original].original)
    bound = sum(_hindrances(old[name]) for name in before)
    program.bindings = bindings
    program.changed()
    is_freer = sum(map(_hindrances, bindings.variables.values())) < bound
    return Separation(is_freer or len(bindings.variables) > len(before), is_same)


def _are_same(new: dict[str, Variable], old: dict[str, Variable], before: set[str]) -> bool:
    """Whether each variable that was there has one new name and its old properties; the new ones have the old names for originals."""
    if {variable.original for variable in new.values()} != before or len(new) != len(before):
        return False
    return all(variable == dataclasses.replace(old[variable.original], original=variable.original) for variable in new.values())


def has_distinct_names(program: Program) -> bool:
    """Whether the author's names were as unique as those that the variables have now, so that telling apart anew finds the same."""
    variables = program.bindings.variables
    others = {name for node in walk(program.tree) for name in names_of(node)} - variables.keys()
    originals = {variable.original for variable in variables.values()}
    return len(originals) == len(variables) and originals.isdisjoint(others)


def _hindrances(variable: Variable) -> int:
    """How much about a variable keeps rewrites away from it."""
    return (variable.role == "captured") + variable.is_captured + (not variable.is_surely_bound)


def _unshare(node: ast.AST, seen: set[int]) -> None:
    """Make every part of a tree an object of its own, because renaming visits each place once."""
    for name in fields_of(node):
        value = getattr(node, name, None)
        if value.__class__ is list:
            for index, item in enumerate(value):
                own = _own(item, seen)
                if own is not item:
                    value[index] = own
        elif value is not None:
            own = _own(value, seen)
            if own is not value:
                setattr(node, name, own)


def _own(node: ast.AST | None, seen: set[int]) -> ast.AST | None:
    if node is None:
        return None
    own = copy.copy(node) if id(node) in seen else node
    if own is not node:
        for name, value in ast.iter_fields(own):
            if isinstance(value, list):
                setattr(own, name, list(value))
    seen.add(id(own))
    _unshare(own, seen)
    return own
