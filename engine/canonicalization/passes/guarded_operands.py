"""Operands of `==` whose exceptions earlier parts of the same test rule out: looked up after `in`, popped after a test for emptiness."""

import ast

from engine.canonicalization.facts.effects import Effects, interferes
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import is_settled, kind
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ProgramRule
from engine.canonicalization.trees import walk

Known = frozenset[tuple[str, str, str]]


def _exchange(program: Program) -> bool:
    """Order the operands of guarded comparisons by colour."""
    operations = [node for node in walk(program.tree) if isinstance(node, ast.BoolOp)]
    parts = {id(value) for node in operations for value in node.values}
    whole = [node for node in operations if id(node) not in parts]
    return any([_walk(node, frozenset(), program.facts) for node in whole])  # noqa: C419 - every one is to be ordered


def _walk(node: ast.expr, known: Known, facts: ProgramFacts) -> bool:
    if isinstance(node, ast.Compare):
        return _order(node, known, facts)
    if not isinstance(node, ast.BoolOp):
        return False
    changed = False
    for value in node.values[:-1]:
        changed |= _walk(value, known, facts)
        is_plain = facts.effect_rules.of_test(value).is_total
        known = known | _learned(value, truth=isinstance(node.op, ast.And), facts=facts) if is_plain else frozenset()
    return _walk(node.values[-1], known, facts) or changed


def _learned(node: ast.expr, *, truth: bool, facts: ProgramFacts) -> Known:
    """What is known of containers once an expression turned out true, or false."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return _learned(node.operand, truth=not truth, facts=facts)
    if truth and kind(facts.type_of(node)) == "list":
        return frozenset({("filled", ast.dump(node), "")})
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.ops[0], ast.In if truth else ast.NotIn):
        return frozenset({("has", ast.dump(node.comparators[0]), ast.dump(node.left))})
    return frozenset()


def _order(node: ast.Compare, known: Known, facts: ProgramFacts) -> bool:
    """Order what only the guard lets be exchanged; everything else is ordered where comparisons are."""
    if len(node.ops) != 1 or not isinstance(node.ops[0], ast.Eq | ast.NotEq):
        return False
    left, right = node.left, node.comparators[0]
    if not all(is_settled(facts.type_of(operand)) for operand in (left, right)):
        return False
    if not interferes(facts.effects_of(left), facts.effects_of(right)) or interferes(
        _effects(left, known, facts), _effects(right, known, facts)
    ):
        return False
    if _rank(right, facts) >= _rank(left, facts):
        return False
    node.left, node.comparators = right, [left]
    return True


def _rank(node: ast.expr, facts: ProgramFacts) -> tuple[bool, str]:
    return (isinstance(node, ast.Constant), facts.colours.key(node))


def _effects(node: ast.expr, known: Known, facts: ProgramFacts) -> Effects:
    effects = facts.effects_of(node)
    return effects._replace(raises=False) if effects.raises and _is_safe(node, known, facts) else effects


def _is_safe(node: ast.expr, known: Known, facts: ProgramFacts) -> bool:
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and isinstance(node.slice, ast.Name | ast.Constant):
        return kind(facts.type_of(node.value)) == "dict" and ("has", ast.dump(node.value), ast.dump(node.slice)) in known
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "pop" and not node.args:
        return isinstance(node.func.value, ast.Name) and ("filled", ast.dump(node.func.value), "") in known
    return False


RULES = (ProgramRule("guarded_operands", _exchange, (ast.BoolOp,)),)
