"""Comparisons of any kind: one direction, one order of operands, no chains."""

import ast
import copy

from engine.canonicalization.conditions import is_boolean, opposite
from engine.canonicalization.facts.effects import interferes
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import NUMBERS, is_settled, kind
from engine.canonicalization.rules import ExpressionRule
from engine.canonicalization.syntax import is_constant

_MOST_BITS = 64
_MIRRORED: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.Gt: ast.Lt, ast.GtE: ast.LtE}


def can_exchange(left: ast.expr, right: ast.expr, facts: ProgramFacts) -> bool:
    """Whether it makes no difference which of two expressions of built-in types is evaluated first."""
    types = facts.type_of(left), facts.type_of(right)
    if not all(is_settled(type_) for type_ in types):
        return False
    return not interferes(facts.effects_of(left), facts.effects_of(right)) or _fail_alike(left, right, facts)


def _fail_alike(left: ast.expr, right: ast.expr, facts: ProgramFacts) -> bool:
    """Whether both look up positions of sequences of one kind, so that it does not matter which of them is found missing first."""
    left, right = _without_numbers(left, facts), _without_numbers(right, facts)
    if not isinstance(left, ast.Subscript) or not isinstance(right, ast.Subscript) or not isinstance(left.value, ast.Name):
        return False
    kinds = {kind(facts.type_of(left.value)), kind(facts.type_of(right.value))}
    is_one = isinstance(right.value, ast.Name) and len(kinds) == 1 and kinds <= {"str", "list", "tuple"}
    positions = (left.slice, right.slice)
    return is_one and all(kind(facts.type_of(position)) == "int" and facts.effects_of(position).is_total for position in positions)


def _without_numbers(node: ast.expr, facts: ProgramFacts) -> ast.expr:
    """X in `x + 1`, which can only fail where x can."""
    is_sum = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub)
    if not isinstance(node, ast.BinOp) or not is_sum or {kind(facts.type_of(node.left)), kind(facts.type_of(node.right))} - NUMBERS:
        return node
    for number, other in ((node.left, node.right), (node.right, node.left)):
        if isinstance(number, ast.Constant) and isinstance(number.value, int) and number.value.bit_length() <= _MOST_BITS:
            return other
    return node


def _direction(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`a > b` is `b < a`, and `a >= b` is `b <= a`, for built-in types."""
    assert isinstance(node, ast.Compare)
    if len(node.ops) == 1 and type(node.ops[0]) in _MIRRORED and can_exchange(node.left, node.comparators[0], facts):
        return ast.Compare(node.comparators[0], [_MIRRORED[type(node.ops[0])]()], [node.left])
    return None


def _operands(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """The operands of `==` and `!=` of built-in types: constants last, otherwise in the order of their colours."""
    assert isinstance(node, ast.Compare)
    if len(node.ops) != 1 or not isinstance(node.ops[0], ast.Eq | ast.NotEq) or not can_exchange(node.left, node.comparators[0], facts):
        return None
    if kind(facts.type_of(node.left)) == "int" == kind(facts.type_of(node.comparators[0])):
        return None
    left, right = node.left, node.comparators[0]
    if isinstance(left, ast.Name) and isinstance(right, ast.Name):
        is_exchanged = facts.occurrences.first_place(right.id) < facts.occurrences.first_place(left.id)
    else:
        is_exchanged = _rank(right, facts) < _rank(left, facts)
    return ast.Compare(right, node.ops, [left]) if is_exchanged else None


def _rank(node: ast.expr, facts: ProgramFacts) -> tuple[bool, str]:
    return (isinstance(node, ast.Constant), facts.colours.key(node))


def _chain(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`a < b < c` is `a < b and b < c` when evaluating b twice makes no difference."""
    assert isinstance(node, ast.Compare)
    if len(node.ops) < 2 or not all(isinstance(middle, ast.Name | ast.Constant) for middle in node.comparators[:-1]):
        return None
    operands = [node.left, *node.comparators]
    if not all(is_settled(facts.type_of(operand)) for operand in operands):
        return None
    pairs = zip(operands, node.ops, operands[1:], strict=False)
    tests: list[ast.expr] = [ast.Compare(copy.deepcopy(left), [operator], [right]) for left, operator, right in pairs]
    return ast.BoolOp(ast.And(), tests) if all(is_boolean(test, facts) for test in tests) else None


def _with_boolean(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`c == True` and `c is True` are c, and `c == False` is `not c`, for a boolean c."""
    assert isinstance(node, ast.Compare)
    if len(node.ops) != 1 or kind(facts.type_of(node.left)) != "bool":
        return None
    for value in (True, False):
        if is_constant(node.comparators[0], value):
            is_positive = value == isinstance(node.ops[0], ast.Eq | ast.Is)
            if isinstance(node.ops[0], ast.Eq | ast.Is | ast.NotEq | ast.IsNot):
                return node.left if is_positive else opposite(node.left, facts)
    return None


RULES = (
    ExpressionRule("comparison_with_boolean", (ast.Compare,), _with_boolean),
    ExpressionRule("comparison_chain", (ast.Compare,), _chain),
    ExpressionRule("comparison_direction", (ast.Compare,), _direction),
    ExpressionRule("comparison_operands", (ast.Compare,), _operands),
)
