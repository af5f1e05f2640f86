"""The order of conditions that only compute, and conditions that others imply."""

import ast
from itertools import groupby

from engine.canonicalization.conditions import is_boolean, is_integer
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.rules import ExpressionRule
from engine.canonicalization.syntax import is_constant
from engine.canonicalization.trees import are_alike


def _ordered(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`b and a` is `a and b`, each once, for neighbours that are booleans and only compute; what may raise stays behind its guards."""
    assert isinstance(node, ast.BoolOp)
    values: list[ast.expr] = []
    for is_free, group in groupby(node.values, lambda value: _only_computes(value, facts)):
        members = list(group)
        values += _sorted(members, facts) if is_free else members
    if len(values) == len(node.values) and all(new is old for new, old in zip(values, node.values, strict=True)):
        return None
    return values[0] if len(values) == 1 else ast.BoolOp(node.op, values)


def _sorted(values: list[ast.expr], facts: ProgramFacts) -> list[ast.expr]:
    found: list[ast.expr] = []
    for value in sorted(values, key=lambda value: (isinstance(value, ast.BoolOp), facts.colours.key(value))):
        if not any(are_alike(value, other) for other in found):
            found.append(value)
    return found


def _only_computes(node: ast.expr, facts: ProgramFacts) -> bool:
    return is_boolean(node, facts) and facts.effects_of(node).is_total


def _factored(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`a and b or c` is `a and (b or c)` where c implies a: what 400 divides, 4 divides."""
    assert isinstance(node, ast.BoolOp)
    if not isinstance(node.op, ast.Or) or len(node.values) != 2 or not all(_only_computes(value, facts) for value in node.values):
        return None
    for both, other in (node.values, reversed(node.values)):
        if not isinstance(both, ast.BoolOp) or not isinstance(both.op, ast.And):
            continue
        implied = [value for value in both.values if _implies(other, value, facts)]
        rest = [value for value in both.values if value not in implied]
        if implied and rest:
            left = rest[0] if len(rest) == 1 else ast.BoolOp(ast.And(), rest)
            return ast.BoolOp(ast.And(), [*implied, ast.BoolOp(ast.Or(), [left, other])])
    return None


def _implies(first: ast.expr, second: ast.expr, facts: ProgramFacts) -> bool:
    """Whether `x % m == 0` holds only where `x % d == 0` does, because d divides m."""
    known, asked = _divided(first, facts), _divided(second, facts)
    return known is not None and asked is not None and are_alike(known[0], asked[0]) and known[1] % asked[1] == 0


def _divided(node: ast.expr, facts: ProgramFacts) -> tuple[ast.expr, int] | None:
    """X and m in `x % m == 0` for integers."""
    if not isinstance(node, ast.Compare) or len(node.ops) != 1 or not isinstance(node.ops[0], ast.Eq):
        return None
    rest = node.left
    if not is_constant(node.comparators[0], 0) or not isinstance(rest, ast.BinOp) or not isinstance(rest.op, ast.Mod):
        return None
    divisor = rest.right
    if not isinstance(divisor, ast.Constant) or type(divisor.value) is not int or divisor.value <= 0:
        return None
    return (rest.left, divisor.value) if is_integer(rest.left, facts) else None


RULES = (
    ExpressionRule("order_of_conditions", (ast.BoolOp,), _ordered),
    ExpressionRule("implied_condition", (ast.BoolOp,), _factored),
)
