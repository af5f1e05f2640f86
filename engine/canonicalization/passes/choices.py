"""Choices between two values: `or`, `and`, the lesser, the greater, the absolute value."""

import ast

from engine.canonicalization.blocks import mentions
from engine.canonicalization.comprehending import call
from engine.canonicalization.conditions import is_integer
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.linear import Sum, sum_of
from engine.canonicalization.rules import BlockRule, ExpressionRule
from engine.canonicalization.syntax import constant, is_constant, load, same
from engine.canonicalization.traversal import BlockPlace


def _or(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`x if x else y` is `x or y`, and `y if x else x` is `x and y`, for a variable x."""
    assert isinstance(node, ast.IfExp)
    if not isinstance(node.test, ast.Name) or not facts.is_local(node.test.id):
        return None
    if same(node.test, node.body):
        return ast.BoolOp(ast.Or(), [node.test, node.orelse])
    return ast.BoolOp(ast.And(), [node.test, node.body]) if same(node.test, node.orelse) else None


def _replace_empty(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`if not x: x = e` is `x = x or e`, and `if x: x = e` is `x = x and e`."""
    for index, node in enumerate(statements):
        if not isinstance(node, ast.If) or node.orelse or len(node.body) != 1 or not isinstance(stored := node.body[0], ast.Assign):
            continue
        is_negative = isinstance(node.test, ast.UnaryOp) and isinstance(node.test.op, ast.Not)
        tested = node.test.operand if isinstance(node.test, ast.UnaryOp) and is_negative else node.test
        if len(stored.targets) != 1 or not isinstance(target := stored.targets[0], ast.Name) or not isinstance(tested, ast.Name):
            continue
        if tested.id == target.id and facts.is_local(target.id):
            chosen = ast.BoolOp(ast.Or() if is_negative else ast.And(), [load(target.id), stored.value])
            return [*statements[:index], ast.Assign([target], chosen), *statements[index + 1 :]]
    return None


def _extreme_of(test: ast.expr, chosen: ast.expr, other: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`max(…)` or `min(…)` when a test chooses the greater or the lesser of two integers."""
    margin = _margin(test, facts)
    if margin is None or same(chosen, other) or not all(is_integer(part, facts) and facts.effects_of(part).is_total for part in (chosen, other)):
        return None
    gain = Sum().add(sum_of(chosen, facts)).add(sum_of(other, facts), -1)
    for name, sign in (("max", 1), ("min", -1)):
        rest = Sum().add(margin).add(gain, -sign)
        if not rest.coefficients and rest.constant in {0, -1} and name not in facts.shadowed:
            return call(name, *sorted((chosen, other), key=lambda part: (isinstance(part, ast.Constant), facts.colours.key(part))))
    return None


def _extreme_choice(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`a if a > b else b` is `max(a, b)` for integers; `x if x >= 0 else -x` is `abs(x)`."""
    assert isinstance(node, ast.IfExp)
    return _absolute(node.test, node.body, node.orelse, facts) or _extreme_of(node.test, node.body, node.orelse, facts)


def _absolute(test: ast.expr, chosen: ast.expr, other: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    if "abs" in facts.shadowed or not all(is_integer(part, facts) and facts.effects_of(part).is_total for part in (chosen, other)):
        return None
    total = Sum().add(sum_of(chosen, facts)).add(sum_of(other, facts))
    margin = _margin(test, facts)
    if margin is None or total.coefficients or total.constant:
        return None
    rest = margin.add(sum_of(chosen, facts), -1)
    is_absolute = not rest.coefficients and rest.constant in {0, -1}
    return call("abs", other if isinstance(chosen, ast.UnaryOp) else chosen) if is_absolute else None


def _margin(test: ast.expr, facts: ProgramFacts) -> Sum | None:
    """The sum that is not negative exactly where a comparison of integers holds."""
    if not isinstance(test, ast.Compare) or len(test.ops) != 1 or not isinstance(test.ops[0], ast.Lt | ast.LtE | ast.Gt | ast.GtE):
        return None
    left, right = test.left, test.comparators[0]
    if not all(is_integer(part, facts) and facts.effects_of(part).is_total for part in (left, right)):
        return None
    if isinstance(test.ops[0], ast.Gt | ast.GtE):
        left, right = right, left
    margin = Sum().add(sum_of(right, facts)).add(sum_of(left, facts), -1)
    margin.constant -= isinstance(test.ops[0], ast.Lt | ast.Gt)
    return margin


def _extreme_store(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`if x > m: m = x` is `m = max(m, x)` for integers."""
    for index, node in enumerate(statements):
        if not isinstance(node, ast.If) or node.orelse or len(node.body) != 1 or not isinstance(stored := node.body[0], ast.Assign):
            continue
        if len(stored.targets) != 1 or not isinstance(target := stored.targets[0], ast.Name) or not facts.is_local(target.id) or mentions(stored.value, target.id):
            continue
        chosen = _extreme_of(node.test, stored.value, load(target.id), facts)
        if chosen is not None:
            return [*statements[:index], ast.Assign([target], chosen), *statements[index + 1 :]]
    return None


def _extreme_return(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`if a > b: return a; return b` is `return max(a, b)` for integers; the same for `abs`."""
    if len(statements) < 2:
        return None
    guard, last = statements[-2:]
    if not isinstance(guard, ast.If) or guard.orelse or len(guard.body) != 1 or not isinstance(first := guard.body[0], ast.Return):
        return None
    if not isinstance(last, ast.Return) or first.value is None or last.value is None:
        return None
    found = _absolute(guard.test, first.value, last.value, facts) or _extreme_of(guard.test, first.value, last.value, facts)
    return None if found is None else [*statements[:-2], ast.Return(found)]


def _power(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`x ** 2` is `x * x` for an integer variable; `pow(x, n)` is `x ** n` for integers; `abs(a - b)` has ordered operands."""
    if isinstance(node, ast.Call):
        is_pow = isinstance(node.func, ast.Name) and node.func.id == "pow" and "pow" not in facts.shadowed and len(node.args) == 2 and not node.keywords
        return ast.BinOp(node.args[0], ast.Pow(), node.args[1]) if is_pow and all(is_integer(part, facts) for part in node.args) else None
    assert isinstance(node, ast.BinOp)
    if isinstance(node.op, ast.Pow) and isinstance(node.left, ast.Name) and is_integer(node.left, facts):
        if is_constant(node.right, 2):
            return ast.BinOp(node.left, ast.Mult(), load(node.left.id))
        if is_constant(node.right, 1):
            return node.left
        if is_constant(node.right, 0):
            return constant(1)
    return None


RULES = (
    ExpressionRule("or_and", (ast.IfExp,), _or),
    ExpressionRule("extremes", (ast.IfExp,), _extreme_choice),
    ExpressionRule("powers", (ast.BinOp, ast.Call), _power),
    BlockRule("replaced_when_empty", _replace_empty),
    BlockRule("extreme_kept", _extreme_store),
    BlockRule("extreme_returned", _extreme_return),
)
