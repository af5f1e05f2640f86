"""Choices between two values: in one order, and by one of them as `or` and `and`."""

import ast

from engine.canonicalization.conditions import negate
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.passes.branches import should_swap
from engine.canonicalization.rules import BlockRule, ExpressionRule
from engine.canonicalization.syntax import load, same
from engine.canonicalization.traversal import BlockPlace


def _or(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`x if x else y` is `x or y`, and `y if x else x` is `x and y`, for a variable x."""
    assert isinstance(node, ast.IfExp)
    if isinstance(node.test, ast.UnaryOp) and isinstance(node.test.op, ast.Not):
        return _or(ast.IfExp(node.test.operand, node.orelse, node.body), facts)
    if not isinstance(node.test, ast.Name) or not facts.is_local(node.test.id):
        return None
    if same(node.test, node.body):
        return ast.BoolOp(ast.Or(), [node.test, node.orelse])
    return ast.BoolOp(ast.And(), [node.test, node.body]) if same(node.test, node.orelse) else None


def _order(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`x if not c else y` is `y if c else x`: the two values stand in the order that the arms of an `if` statement have."""
    assert isinstance(node, ast.IfExp)
    if not should_swap([ast.Expr(node.body)], [ast.Expr(node.orelse)], node.test, facts):
        return None
    return ast.IfExp(negate(node.test, facts), node.orelse, node.body)


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


RULES = (
    ExpressionRule("or_and", (ast.IfExp,), _or),
    ExpressionRule("order_of_choices", (ast.IfExp,), _order),
    BlockRule("replaced_when_empty", _replace_empty, (ast.If,)),
)
