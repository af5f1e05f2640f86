"""Containers that are only looked things up in: their entries stand in one order, and views of them need no name."""

import ast

from engine.canonicalization.facts.effects import Effects
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import SCALARS, Type, kind
from engine.canonicalization.passes.subsets import can_be_searched_itself
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ProgramRule
from engine.canonicalization.trees import walk

_VIEWS = frozenset({"keys", "values", "items"})


def _order_entries(program: Program) -> bool:
    """The entries of dictionaries and sets whose order nobody can see, by their keys; a repeated key is left alone."""
    changed = False
    for node in list(walk(program.tree)):
        if isinstance(node, ast.Dict | ast.Set) and _has_plain_entries(node, program.facts) and _order_is_hidden(node, program.facts):
            changed |= _sort(node)
    return changed


def _has_plain_entries(node: ast.Dict | ast.Set, facts: ProgramFacts) -> bool:
    keys = node.keys if isinstance(node, ast.Dict) else node.elts
    values = node.values if isinstance(node, ast.Dict) else []
    spelled = [ast.dump(key) for key in keys if isinstance(key, ast.Constant) and type(key.value) in {int, str}]
    is_distinct = len(spelled) == len(keys) == len(set(spelled))
    return is_distinct and len({type(key.value) for key in keys if isinstance(key, ast.Constant)}) < 2 and _only_compute(values, facts)


def _only_compute(values: list[ast.expr], facts: ProgramFacts) -> bool:
    return all(facts.effects_of(value).is_total for value in values)


def _sort(node: ast.Dict | ast.Set) -> bool:
    if isinstance(node, ast.Set):
        ordered = sorted(node.elts, key=ast.dump)
        changed = ordered != node.elts
        node.elts = ordered
        return changed
    pairs = sorted(zip(node.keys, node.values, strict=True), key=lambda pair: ast.dump(pair[0]) if pair[0] is not None else "")
    changed = [key for key, _ in pairs] != node.keys
    node.keys, node.values = [key for key, _ in pairs], [value for _, value in pairs]
    return changed


def _order_is_hidden(node: ast.expr, facts: ProgramFacts) -> bool:
    """Whether a container, used in place or through one confined variable, is only looked things up in."""
    parent = facts.occurrences.parent(node)
    if isinstance(parent, ast.Assign) and len(parent.targets) == 1 and isinstance(parent.targets[0], ast.Name):
        name = parent.targets[0].id
        return name in facts.confined and all(_is_lookup(use, facts) for use in facts.occurrences.loads[name])
    return _is_lookup(node, facts)


def _is_lookup(use: ast.expr, facts: ProgramFacts) -> bool:
    parent = facts.occurrences.parent(use)
    match parent:
        case ast.Compare():
            return use in parent.comparators and all(isinstance(operator, ast.In | ast.NotIn) for operator in parent.ops)
        case ast.Subscript():
            return parent.value is use and isinstance(parent.ctx, ast.Load)
        case ast.Attribute():
            call = facts.occurrences.parent(parent)
            is_view = parent.attr in _VIEWS and isinstance(call, ast.Call) and _is_lookup(call, facts)
            return parent.attr == "get" or is_view
        case ast.Call():
            return (
                isinstance(parent.func, ast.Name)
                and parent.func.id in {"len", "set", "frozenset"}
                and _is_sized_or_looked_up(parent, facts)
            )
    return False


def _is_sized_or_looked_up(call: ast.Call, facts: ProgramFacts) -> bool:
    if isinstance(call.func, ast.Name) and call.func.id == "len":
        return True
    parent = facts.occurrences.parent(call)
    if isinstance(parent, ast.Assign) and len(parent.targets) == 1 and isinstance(parent.targets[0], ast.Name):
        name = parent.targets[0].id
        return name in facts.confined and all(_is_lookup(use, facts) for use in facts.occurrences.loads[name])
    return _is_lookup(call, facts)


def is_only_searched(name: str, facts: ProgramFacts) -> bool:
    """Whether every use of a variable stands after `in`."""
    return all(
        isinstance(parent := facts.occurrences.parent(use), ast.Compare)
        and use in parent.comparators
        and all(isinstance(operator, ast.In | ast.NotIn) for operator in parent.ops)
        for use in facts.occurrences.loads[name]
    )


def can_be_searched_again(value: ast.expr, effects: Effects, sought: list[Type], facts: ProgramFacts) -> bool:
    """Whether making a container anew for each search makes no difference: its members are plain values."""
    if not effects.is_total:
        return False
    if isinstance(value, ast.List | ast.Set | ast.Tuple | ast.Dict):
        keys = value.keys if isinstance(value, ast.Dict) else value.elts
        return all(isinstance(key, ast.Constant) for key in keys)
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and value.func.attr in _VIEWS:
        return kind(facts.type_of(value.func.value)) == "dict"
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id in {"set", "frozenset", "list", "tuple"}:
        if len(value.args) != 1 or value.keywords:
            return False
        return _is_constant_like(value.args[0], facts) or _is_searched_alike(value.args[0], sought, facts)
    return False


def _is_searched_alike(node: ast.expr, sought: list[Type], facts: ProgramFacts) -> bool:
    """Whether looking for values in what a set was made of answers alike, so that no set needs to be made at all."""
    is_plain = isinstance(node, ast.Name) or kind(facts.type_of(node)) == "str"
    return is_plain and all(can_be_searched_itself(type_, facts.type_of(node)) for type_ in sought)


def sought_in(name: str, facts: ProgramFacts) -> list[Type]:
    """The types of what a container that is only searched is asked for."""
    tests = [facts.occurrences.parent(use) for use in facts.occurrences.loads[name]]
    return [facts.type_of(test.left) for test in tests if isinstance(test, ast.Compare)]


def _is_constant_like(node: ast.expr, facts: ProgramFacts) -> bool:
    if isinstance(node, ast.List | ast.Set | ast.Tuple):
        return all(isinstance(item, ast.Constant) for item in node.elts)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _VIEWS:
        type_ = facts.type_of(node)
        return type_ is not None and kind(type_[1]) in SCALARS  # type: ignore[arg-type]
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


RULES = (ProgramRule("order_of_entries", _order_entries, (ast.Dict, ast.Set)),)
