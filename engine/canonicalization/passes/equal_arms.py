"""Branches inside a branch that do the same as one around them: one test for what is done once."""

import ast

from engine.canonicalization.conditions import negate
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.rules import BlockRule
from engine.canonicalization.syntax import same
from engine.canonicalization.traversal import BlockPlace


def _join_arms(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`if a: X elif b: X else: Y` is `if a or b: X else: Y`; the same for each place where X may stand twice."""
    for index, node in enumerate(statements):
        if isinstance(node, ast.If) and node.orelse:
            joined = _of_second(node, facts) or _of_first(node, facts)
            if joined is not None:
                return [*statements[:index], joined, *statements[index + 1 :]]
    return None


def _of_second(node: ast.If, facts: ProgramFacts) -> ast.If | None:
    """A choice in the second arm, of which one arm is the first."""
    inner = _only_choice(node.orelse)
    if inner is None:
        return None
    if same(node.body, inner.body):
        return ast.If(ast.BoolOp(ast.Or(), [node.test, inner.test]), node.body, inner.orelse)
    if inner.orelse and same(node.body, inner.orelse):
        return ast.If(ast.BoolOp(ast.Or(), [node.test, negate(inner.test, facts)]), node.body, inner.body)
    return None


def _of_first(node: ast.If, facts: ProgramFacts) -> ast.If | None:
    """A choice in the first arm, of which one arm is the second."""
    inner = _only_choice(node.body)
    if inner is None or not inner.orelse:
        return None
    if same(node.orelse, inner.orelse):
        return ast.If(ast.BoolOp(ast.And(), [node.test, inner.test]), inner.body, node.orelse)
    if same(node.orelse, inner.body):
        return ast.If(ast.BoolOp(ast.And(), [node.test, negate(inner.test, facts)]), inner.orelse, node.orelse)
    return None


def _only_choice(block: list[ast.stmt]) -> ast.If | None:
    return block[0] if len(block) == 1 and isinstance(block[0], ast.If) else None


RULES = (BlockRule("equal_arms", _join_arms, (ast.If,)),)
