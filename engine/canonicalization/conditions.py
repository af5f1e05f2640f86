"""Negating and simplifying tests."""

import ast

from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import NUMBERS, kind

_OPPOSITES: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
}


def negate(node: ast.expr, facts: ProgramFacts) -> ast.expr:
    """An expression that is true exactly where this one is false, with the same effects; `not` moves inwards where that is sound."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return node.operand
    if isinstance(node, ast.Constant):
        return ast.Constant(not node.value)
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and can_oppose(node, facts):
        return ast.Compare(node.left, [_OPPOSITES[type(node.ops[0])]()], node.comparators)
    if isinstance(node, ast.BoolOp):
        other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        return ast.BoolOp(other, [negate(value, facts) for value in node.values])
    return ast.UnaryOp(ast.Not(), node)


def opposite(node: ast.expr, facts: ProgramFacts) -> ast.expr:
    """`not node` as a value: always True or False, where `negate` only promises the opposite truth."""
    negated = negate(node, facts)
    return negated if is_boolean(negated, facts) else ast.UnaryOp(ast.Not(), node)


def can_oppose(node: ast.Compare, facts: ProgramFacts) -> bool:
    """Whether the opposite operator gives the opposite answer: always for identity and membership, for built-in types otherwise."""
    operator = type(node.ops[0])
    if operator in {ast.Is, ast.IsNot, ast.In, ast.NotIn}:
        return True
    left, right = facts.type_of(node.left), facts.type_of(node.comparators[0])
    if operator in {ast.Eq, ast.NotEq}:
        return (left is not None and right is not None) or (isinstance(node.comparators[0], ast.Constant) and left is not None)
    total_order = {"int", "bool", "str"}
    return kind(left) in total_order and kind(right) in total_order


def is_boolean(node: ast.expr, facts: ProgramFacts) -> bool:
    """Whether an expression is certainly True or False."""
    return kind(facts.type_of(node)) == "bool"


def is_number(node: ast.expr, facts: ProgramFacts) -> bool:
    """Whether an expression is certainly a number."""
    return kind(facts.type_of(node)) in NUMBERS


def is_integer(node: ast.expr, facts: ProgramFacts) -> bool:
    """Whether an expression is certainly an integer (a boolean counts as one only in arithmetic)."""
    return kind(facts.type_of(node)) == "int"
