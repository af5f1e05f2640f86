"""Integer arithmetic in one form: sums of ordered terms, floor divisions with small coefficients, comparisons of sums."""

import ast

from engine.canonicalization.conditions import is_integer
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.linear import Sum, all_terms, can_reorder, keeps_busy_terms, sum_of, write_sum
from engine.canonicalization.rules import ExpressionRule
from engine.canonicalization.syntax import constant, is_constant, same


def _sum(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """Sums and differences of integers: one order of terms, equal terms collected, constants added up."""
    if not is_integer(node, facts):
        return None
    total = sum_of(node, facts)
    terms = all_terms(node, facts)
    if list(total.coefficients) == [ast.dump(node)] or not can_reorder(terms, facts) or not keeps_busy_terms(terms, total, facts=facts):
        return None
    written = write_sum(total, facts)
    return None if same(written, node) else written


def _floor_division(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """In `X // c` for a positive constant c, multiples of c are taken out: floor((x + k·c) / c) is floor(x / c) + k."""
    assert isinstance(node, ast.BinOp)
    if isinstance(node.op, ast.RShift) and _natural(node.right) is not None and is_integer(node.left, facts):
        exponent = _natural(node.right) or 0
        return ast.BinOp(node.left, ast.FloorDiv(), constant(1 << exponent)) if exponent < 64 else None
    divisor = _natural(node.right)
    if not isinstance(node.op, ast.FloorDiv) or not divisor or not is_integer(node.left, facts):
        return None
    inner = sum_of(node.left, facts)
    outer = Sum(
        inner.constant // divisor, {key: value // divisor for key, value in inner.coefficients.items() if value // divisor}, inner.terms
    )
    terms = all_terms(node.left, facts)
    rest = Sum().add(inner).add(outer, -divisor)
    if (
        (not outer.constant and not outer.coefficients)
        or not can_reorder(terms, facts)
        or not keeps_busy_terms(terms, outer, rest, facts=facts)
    ):
        return None
    if not rest.coefficients and not rest.constant:
        return write_sum(outer, facts)
    quotient = ast.BinOp(write_sum(rest, facts), ast.FloorDiv(), constant(divisor))
    return write_sum(outer.add(Sum(0, {(key := ast.dump(quotient)): 1}, {key: quotient})), facts)


def _left_shift(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`x << 3` is `x * 8` for integers and small constants."""
    assert isinstance(node, ast.BinOp)
    exponent = _natural(node.right)
    is_shift = isinstance(node.op, ast.LShift) and exponent is not None and exponent < 64 and is_integer(node.left, facts)
    return ast.BinOp(node.left, ast.Mult(), constant(1 << exponent)) if is_shift and exponent is not None else None


def _natural(node: ast.expr) -> int | None:
    return node.value if isinstance(node, ast.Constant) and type(node.value) is int and node.value >= 0 else None


def _low_bits(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`x & (2**k - 1)` of integers is `x % 2**k`."""
    assert isinstance(node, ast.BinOp)
    mask = _natural(node.right)
    if isinstance(node.op, ast.BitAnd) and mask and not mask & (mask + 1) and is_integer(node.left, facts):
        return ast.BinOp(node.left, ast.Mod(), constant(mask + 1))
    return None


def _comparison(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """Comparisons of integers: all terms on their positive side, one operator for each of the two orders and two equalities."""
    assert isinstance(node, ast.Compare)
    if len(node.ops) != 1 or not is_integer(node.left, facts) or not is_integer(node.comparators[0], facts):
        return None
    operator = node.ops[0]
    if not isinstance(operator, ast.Lt | ast.LtE | ast.Gt | ast.GtE | ast.Eq | ast.NotEq):
        return None
    terms = all_terms(node.left, facts) + all_terms(node.comparators[0], facts)
    if not can_reorder(terms, facts):
        return None
    difference = sum_of(node.left, facts).add(sum_of(node.comparators[0], facts), -1)
    if not keeps_busy_terms(terms, difference, facts=facts):
        return None
    written = _write_comparison(difference, operator, facts)
    return None if same(written, node) else written


def _write_comparison(difference: Sum, operator: ast.cmpop, facts: ProgramFacts) -> ast.expr:
    """Spell `difference operator 0`."""
    if not difference.coefficients:
        return constant(_decide(difference.constant, operator))
    if isinstance(operator, ast.Eq | ast.NotEq):
        return _write_equality(difference, operator, facts)
    if isinstance(operator, ast.Gt | ast.GtE):
        difference = Sum().add(difference, -1)
    if isinstance(operator, ast.Lt | ast.Gt):
        difference.constant += 1
    left, right = _sides(difference)
    if difference.constant == 1:
        left.constant = right.constant = 0
        return ast.Compare(write_sum(left, facts), [ast.Lt()], [write_sum(right, facts)])
    return ast.Compare(write_sum(left, facts), [ast.LtE()], [write_sum(right, facts)])


def _write_equality(difference: Sum, operator: ast.cmpop, facts: ProgramFacts) -> ast.expr:
    first = min(difference.coefficients, key=lambda key: _place(difference.terms[key], facts))
    if difference.coefficients[first] < 0:
        difference = Sum().add(difference, -1)
    left, right = _sides(difference)
    return ast.Compare(write_sum(left, facts), [operator], [write_sum(right, facts)])


def _place(node: ast.expr, facts: ProgramFacts) -> tuple[bool, int, str]:
    """Where a term stands in an equation: variables first, in the order in which they are first assigned."""
    return (False, facts.occurrences.first_place(node.id), "") if isinstance(node, ast.Name) else (True, 0, facts.colours.key(node))


def _sides(difference: Sum) -> tuple[Sum, Sum]:
    left = Sum(0, {key: value for key, value in difference.coefficients.items() if value > 0}, difference.terms)
    right = Sum(0, {key: -value for key, value in difference.coefficients.items() if value < 0}, difference.terms)
    if right.coefficients and difference.constant > 0:
        left.constant = difference.constant
    else:
        right.constant = -difference.constant
    return left, right


def _decide(value: int, operator: ast.cmpop) -> bool:
    outcomes = {ast.Lt: value < 0, ast.LtE: value <= 0, ast.Gt: value > 0, ast.GtE: value >= 0, ast.Eq: value == 0}
    return outcomes.get(type(operator), value != 0)


def _odd(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`x % 2 != 0` is `x % 2 == 1`, and `x % 2 != 1` is `x % 2 == 0`, for integers."""
    assert isinstance(node, ast.Compare)
    if len(node.ops) != 1 or not isinstance(node.ops[0], ast.NotEq) or not isinstance(node.left, ast.BinOp):
        return None
    remainder, other = node.left, node.comparators[0]
    if isinstance(remainder.op, ast.Mod) and is_constant(remainder.right, 2) and is_integer(remainder.left, facts):
        for value in (0, 1):
            if is_constant(other, value):
                return ast.Compare(remainder, [ast.Eq()], [constant(1 - value)])
    return None


RULES = (
    ExpressionRule("floor_division", (ast.BinOp,), _floor_division),
    ExpressionRule("left_shift", (ast.BinOp,), _left_shift),
    ExpressionRule("low_bits", (ast.BinOp,), _low_bits),
    ExpressionRule("sums", (ast.BinOp, ast.UnaryOp), _sum),
    ExpressionRule("integer_comparisons", (ast.Compare,), _comparison),
    ExpressionRule("odd_or_even", (ast.Compare,), _odd),
)
