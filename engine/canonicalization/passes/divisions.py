"""Integer division, remainders and powers in one spelling."""

import ast
import copy

from engine.canonicalization.comprehending import is_builtin_call
from engine.canonicalization.conditions import is_integer
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.linear import Sum, sum_of, write_sum
from engine.canonicalization.rules import BlockRule, ExpressionRule
from engine.canonicalization.syntax import constant, is_constant, load, same
from engine.canonicalization.traversal import BlockPlace


def _quotient_and_remainder(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`q, r = divmod(x, n)` is `q, r = x // n, x % n` for integers."""
    changed = False
    for node in statements:
        if (
            isinstance(node, ast.Assign)
            and is_builtin_call(node.value, "divmod", facts, 2)
            and isinstance(node.value, ast.Call)
            and isinstance(node.targets[0], ast.Tuple)
        ):
            left, right = node.value.args
            is_simple = isinstance(left, ast.Name) and isinstance(right, ast.Constant) and type(right.value) is int and right.value > 0
            if is_simple and is_integer(left, facts):
                quotient = ast.BinOp(copy.deepcopy(left), ast.FloorDiv(), copy.deepcopy(right))
                node.value, changed = ast.Tuple([quotient, ast.BinOp(left, ast.Mod(), right)], ast.Load()), True
    return statements if changed else None


def _inner_remainder(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`(a % n + b) % n` is `(a + b) % n` for integers."""
    assert isinstance(node, ast.BinOp)
    if (
        not isinstance(node.op, ast.Mod)
        or not isinstance(node.right, ast.Constant)
        or type(node.right.value) is not int
        or node.right.value <= 0
    ):
        return None
    if not is_integer(node.left, facts):
        return None
    total, changed = sum_of(node.left, facts), Sum()
    is_new = False
    for key, coefficient in total.coefficients.items():
        term = total.terms[key]
        if isinstance(term, ast.BinOp) and isinstance(term.op, ast.Mod) and same(term.right, node.right) and is_integer(term.left, facts):
            changed.add(sum_of(term.left, facts), coefficient)
            is_new = True
        else:
            changed.add(Sum(0, {key: 1}, {key: term}), coefficient)
    changed.constant += total.constant
    is_free = all(facts.effects_of(term).is_total for term in total.atoms())
    return ast.BinOp(write_sum(changed, facts), ast.Mod(), node.right) if is_new and is_free else None


def _power(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`x ** 2` is `x * x` for an integer variable; `pow(x, n)` is `x ** n` for integers; `abs(a - b)` has ordered operands."""
    if isinstance(node, ast.Call):
        is_pow = (
            isinstance(node.func, ast.Name)
            and node.func.id == "pow"
            and "pow" not in facts.shadowed
            and len(node.args) == 2
            and not node.keywords
        )
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
    ExpressionRule("inner_remainder", (ast.BinOp,), _inner_remainder),
    ExpressionRule("powers", (ast.BinOp, ast.Call), _power),
    BlockRule("quotient_and_remainder", _quotient_and_remainder, (ast.Assign,)),
)
