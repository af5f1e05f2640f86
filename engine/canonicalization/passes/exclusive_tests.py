"""Tests one after the other for different values of one variable, of which at most one holds, are one choice."""

import ast
from dataclasses import dataclass

from engine.canonicalization.conditions import negate
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import kind
from engine.canonicalization.rules import BlockRule
from engine.canonicalization.syntax import always_leaves
from engine.canonicalization.traversal import BlockPlace
from engine.canonicalization.trees import walk

_ASKED = (ast.Eq, ast.In)
_DENIED = (ast.NotEq, ast.NotIn)


@dataclass(frozen=True, slots=True)
class _Arm:
    """What is done where a variable has one of some values."""

    name: str
    values: frozenset[object]
    test: ast.expr
    body: list[ast.stmt]


def _join_choices(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`if x == 1: A` before `if x == 2: B`, where A leaves x alone, is `if x == 1: A elif x == 2: B`."""
    for index in range(len(statements) - 1):
        if not isinstance(statements[index], ast.If) or not isinstance(statements[index + 1], ast.If):
            continue
        first, second = (_arms(statements[place], facts) for place in (index, index + 1))
        if first and second and _are_apart([*first, *second]) and not any(_changes_course(arm) for arm in first):
            return [*statements[:index], _choice([*first, *second]), *statements[index + 2 :]]
    return None


def _arms(node: ast.stmt, facts: ProgramFacts) -> list[_Arm]:
    """The arms of a choice that does nothing unless its variable has a known value; none for any other statement."""
    found = _asked(node.test, facts) if isinstance(node, ast.If) else None
    if not isinstance(node, ast.If) or found is None:
        return []
    name, values, is_denied = found
    here, other = (node.orelse, node.body) if is_denied else (node.body, node.orelse)
    arms = [_Arm(name, values, negate(node.test, facts) if is_denied else node.test, here)] if here else []
    if not other:
        return arms
    rest = _arms(other[0], facts) if len(other) == 1 else []
    return [*arms, *rest] if rest else []


def _asked(test: ast.expr, facts: ProgramFacts) -> tuple[str, frozenset[object], bool] | None:
    """The variable, the values that a test asks for, and whether it holds for all others."""
    if not isinstance(test, ast.Compare) or len(test.ops) != 1 or not isinstance(test.ops[0], _ASKED + _DENIED):
        return None
    name, other = test.left, test.comparators[0]
    if not isinstance(name, ast.Name) or name.id not in facts.bindings.variables:
        return None
    variable, is_many = facts.bindings.variables[name.id], isinstance(test.ops[0], ast.In | ast.NotIn)
    items = other.elts if is_many and isinstance(other, ast.Tuple) else [] if is_many else [other]
    values = [item.value for item in items if isinstance(item, ast.Constant) and type(item.value).__name__ == kind(facts.type_of(name))]
    is_known = kind(facts.type_of(name)) in {"str", "int"} and variable.is_surely_bound and variable.role != "captured"
    if not is_known or variable.is_captured or not values or len(values) < len(items):
        return None
    return name.id, frozenset(values), isinstance(test.ops[0], _DENIED)


def _are_apart(arms: list[_Arm]) -> bool:
    """Whether all arms ask for one variable, and no two for the same value."""
    values = [value for arm in arms for value in arm.values]
    return len({arm.name for arm in arms}) == 1 and len(set(values)) == len(values)


def _changes_course(arm: _Arm) -> bool:
    """Whether an arm leaves, which is a guard and no choice, or assigns the variable."""
    nodes = [node for statement in arm.body for node in walk(statement)]
    return always_leaves(arm.body) or any(
        isinstance(node, ast.Name) and node.id == arm.name and not isinstance(node.ctx, ast.Load) for node in nodes
    )


def _choice(arms: list[_Arm]) -> ast.stmt:
    rest: list[ast.stmt] = []
    for arm in reversed(arms):
        rest = [ast.If(arm.test, arm.body, rest)]
    return rest[0]


RULES = (BlockRule("exclusive_tests", _join_choices, (ast.If,)),)
