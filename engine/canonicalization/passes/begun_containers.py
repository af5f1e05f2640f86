"""Containers that are begun empty and filled at once begin with what they are filled with: `x = []; x.append(a)` is `x = [a]`."""

import ast

from engine.canonicalization.blocks import is_protected, mentions, over_blocks, previous_assignment
from engine.canonicalization.comprehending import is_builtin_call
from engine.canonicalization.facts.effects import Effects, interferes
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import is_hashable
from engine.canonicalization.rules import ProgramRule

_MOST = 64


def _begin(block: list[ast.stmt], facts: ProgramFacts) -> list[ast.stmt] | None:
    """The first thing that is put into a new container of a local variable stands in its display, where it is put in."""
    for index, node in enumerate(block):
        filled = _filled(node)
        if filled is None:
            continue
        name, key, value = filled
        start = previous_assignment(block, index, name)
        if start is None or not isinstance(begun := block[start], ast.Assign) or not _is_own(name, node, facts):
            continue
        whole = _display(begun.value, key, value, node, facts)
        put = facts.effects_of(value)
        if whole is None or mentions(value, name) or put.leaves or (key is not None and mentions(key, name)):
            continue
        between = block[start + 1 : index]
        if between and interferes(facts.effects_of(begun.value), _effects(between, facts)):
            continue
        return [*block[:start], *between, ast.Assign([ast.Name(name, ast.Store())], whole), *block[index + 1 :]]
    return None


def _effects(statements: list[ast.stmt], facts: ProgramFacts) -> Effects:
    total = Effects()
    for statement in statements:
        total = total | facts.effects_of(statement)
    return total


def _filled(node: ast.stmt) -> tuple[str, ast.expr | None, ast.expr] | None:
    """The variable, the key where there is one, and the value in `x.append(a)`, `x.add(a)` and `x[k] = a`."""
    if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(target := node.targets[0], ast.Subscript):
        is_entry = isinstance(target.value, ast.Name) and isinstance(target.slice, ast.Constant)
        return (target.value.id, target.slice, node.value) if is_entry and isinstance(target.value, ast.Name) else None
    call = node.value if isinstance(node, ast.Expr) else None
    if not isinstance(call, ast.Call) or not isinstance(method := call.func, ast.Attribute) or not isinstance(method.value, ast.Name):
        return None
    is_one = len(call.args) == 1 and not call.keywords and not isinstance(call.args[0], ast.Starred)
    return (method.value.id, None, call.args[0]) if is_one and method.attr in {"append", "add"} else None


def _is_own(name: str, node: ast.stmt, facts: ProgramFacts) -> bool:
    """Whether nobody else sees the variable, not even where filling it fails."""
    variable = facts.bindings.variables.get(name)
    is_local = variable is not None and variable.role == "local" and variable.is_surely_bound and not variable.is_captured
    return is_local and name not in facts.effect_rules.lasting and not is_protected(node, facts)


def _display(begun: ast.expr, key: ast.expr | None, value: ast.expr, node: ast.stmt, facts: ProgramFacts) -> ast.expr | None:
    """The display with one thing more; None where the container is no display, or of another kind than what fills it."""
    if key is not None:
        return _with_entry(begun, key, value)
    assert isinstance(node, ast.Expr)
    assert isinstance(node.value, ast.Call)
    is_list = isinstance(node.value.func, ast.Attribute) and node.value.func.attr == "append"
    if isinstance(begun, ast.List) and is_list and len(begun.elts) < _MOST:
        return ast.List([*begun.elts, value], ast.Load())
    if is_list:
        return None
    if is_builtin_call(begun, "set", facts, 0):
        return ast.Set([value])
    is_known = (
        isinstance(begun, ast.Set) and all(is_hashable(facts.type_of(item)) for item in [*begun.elts, value]) and len(begun.elts) < _MOST
    )
    return ast.Set([*begun.elts, value]) if isinstance(begun, ast.Set) and is_known else None


def _with_entry(begun: ast.expr, key: ast.expr, value: ast.expr) -> ast.expr | None:
    if not isinstance(begun, ast.Dict) or len(begun.keys) >= _MOST or not isinstance(key, ast.Constant):
        return None
    keys = [item.value for item in begun.keys if isinstance(item, ast.Constant)]
    if len(keys) < len(begun.keys) or key.value in keys:
        return None
    return ast.Dict([*begun.keys, key], [*begun.values, value])


RULES = (ProgramRule("begun_container", over_blocks(_begin), (ast.Assign,)),)
