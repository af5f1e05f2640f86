"""Loops over a range whose first turn does nothing start one later."""

import ast

from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import kind
from engine.canonicalization.rules import BlockRule
from engine.canonicalization.syntax import constant, load, same
from engine.canonicalization.traversal import BlockPlace
from engine.canonicalization.trees import walk

_NEUTRAL: dict[type[ast.operator], int] = {ast.Mult: 1, ast.Add: 0, ast.Sub: 0, ast.FloorDiv: 1, ast.Pow: 1}


def _skip_idle_turn(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`for i in range(1, n): x = x * i` starts at 2: the first turn would leave x as it is, and i is used nowhere else."""
    changed = False
    for node in statements:
        if not isinstance(node, ast.For) or node.orelse or not isinstance(node.target, ast.Name):
            continue
        start = _constant_start(node.iter, facts)
        if start is not None and _only_used_inside(node, facts) and all(_is_idle(item, node.target.id, start, facts) for item in node.body):
            _set_start(node.iter, start + 1)
            changed = True
    return statements if changed else None


def _constant_start(node: ast.expr, facts: ProgramFacts) -> int | None:
    """A in `range(a, …)`, 0 in `range(…)`, with a step of one."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id != "range" or "range" in facts.shadowed:
        return None
    if len(node.args) == 1 and kind(facts.type_of(node.args[0])) == "int":
        return 0
    first = node.args[0] if len(node.args) == 2 else None
    if isinstance(first, ast.Constant) and type(first.value) is int and kind(facts.type_of(node.args[1])) == "int":
        return first.value
    return None


def _set_start(node: ast.expr, start: int) -> None:
    assert isinstance(node, ast.Call)
    node.args = [constant(start), node.args[-1]]


def _only_used_inside(node: ast.For, facts: ProgramFacts) -> bool:
    assert isinstance(node.target, ast.Name)
    inside = sum(isinstance(child, ast.Name) and child.id == node.target.id for child in walk(node))
    name = node.target.id
    return (
        inside == len(facts.occurrences.loads[name]) + len(facts.occurrences.stores[name])
        and facts.bindings.variables[name].role == "local"
    )


def _is_idle(node: ast.stmt, variable: str, value: int, facts: ProgramFacts) -> bool:
    """Whether `x = x ⊕ variable` leaves the integer x as it is when the variable has this value."""
    if not isinstance(node, ast.Assign) or len(node.targets) != 1 or not isinstance(node.targets[0], ast.Name):
        return False
    target, operation = node.targets[0], node.value
    if not isinstance(operation, ast.BinOp) or _NEUTRAL.get(type(operation.op)) != value or kind(facts.type_of(load(target.id))) != "int":
        return False
    is_right = same(operation.left, load(target.id)) and same(operation.right, load(variable))
    is_left = same(operation.right, load(target.id)) and same(operation.left, load(variable))
    return is_right or (is_left and isinstance(operation.op, ast.Mult | ast.Add))


RULES = (BlockRule("idle_first_turn", _skip_idle_turn, (ast.For,)),)
