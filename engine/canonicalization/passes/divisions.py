"""Integer division, remainders and powers in one spelling."""

import ast
import copy
from itertools import permutations

from engine.canonicalization.comprehending import is_builtin_call
from engine.canonicalization.conditions import is_integer
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.linear import Sum, sum_of, write_sum
from engine.canonicalization.rules import BlockRule, ExpressionRule
from engine.canonicalization.syntax import constant, is_constant, load, names_in, same, size
from engine.canonicalization.traversal import BlockPlace
from engine.canonicalization.trees import become, walk

_MOST_REPEATED = 14


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
            if all(is_integer(part, facts) and can_be_computed_again(part, facts) for part in (left, right)):
                quotient = ast.BinOp(copy.deepcopy(left), ast.FloorDiv(), copy.deepcopy(right))
                node.value, changed = ast.Tuple([quotient, ast.BinOp(left, ast.Mod(), right)], ast.Load()), True
    return statements if changed else None


def can_be_computed_again(node: ast.expr, facts: ProgramFacts) -> bool:
    """Whether computing a small expression twice makes no difference."""
    effects = facts.effects_of(node)
    return not effects.writes and not effects.leaves and size(node) <= _MOST_REPEATED


def _rest_of_quotient(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`a - b * (a // b)` is `a % b` for integers."""
    assert isinstance(node, ast.BinOp)
    if not isinstance(node.op, ast.Sub) or not isinstance(product := node.right, ast.BinOp) or not isinstance(product.op, ast.Mult):
        return None
    for factor, quotient in ((product.left, product.right), (product.right, product.left)):
        if isinstance(quotient, ast.BinOp) and isinstance(quotient.op, ast.FloorDiv) and same(quotient.left, node.left):
            parts = (node.left, factor)
            is_rest = same(quotient.right, factor) and all(is_integer(part, facts) for part in parts)
            if is_rest and all(can_be_computed_again(part, facts) for part in parts):
                return ast.BinOp(node.left, ast.Mod(), factor)
    return None


def _rest_of_named_quotient(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`q = a // b; … a - b * q` is `q = a // b; … a % b`, while a and b are what they were."""
    for index, node in enumerate(statements):
        names = _quotient_of(node, facts)
        if names is None or not isinstance(node, ast.Assign):
            continue
        for following in statements[index + 1 :]:
            if not isinstance(following, ast.Assign | ast.Expr | ast.AugAssign | ast.Return) or following.value is None:
                break
            found = next((child for child in walk(following.value) if _is_rest(child, node, facts)), None)
            if isinstance(found, ast.BinOp) and isinstance(node.value, ast.BinOp):
                become(found, ast.BinOp(found.left, ast.Mod(), copy.deepcopy(node.value.right)))
                return statements
            if names & facts.effects_of(following).writes:
                break
    return None


def _quotient_of(node: ast.stmt, facts: ProgramFacts) -> set[str] | None:
    """The variables of `q = a // b`, for integers."""
    if not isinstance(node, ast.Assign) or len(node.targets) != 1 or not isinstance(target := node.targets[0], ast.Name):
        return None
    value = node.value
    if not isinstance(value, ast.BinOp) or not isinstance(value.op, ast.FloorDiv) or not isinstance(value.left, ast.Name):
        return None
    if not isinstance(value.right, ast.Name | ast.Constant) or not all(is_integer(part, facts) for part in (value.left, value.right)):
        return None
    names = {target.id, *names_in(value)}
    variables = [facts.bindings.variables.get(name) for name in names]
    is_plain = all(variable is not None and not variable.is_captured for variable in variables)
    return names if is_plain and target.id not in names_in(value) else None


def _is_rest(node: ast.AST, quotient: ast.Assign, facts: ProgramFacts) -> bool:
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Sub) or not isinstance(quotient.value, ast.BinOp):
        return False
    if not isinstance(product := node.right, ast.BinOp) or not isinstance(product.op, ast.Mult) or not same(node.left, quotient.value.left):
        return False
    target = quotient.targets[0]
    assert isinstance(target, ast.Name)
    wanted = (quotient.value.right, load(target.id))
    return any(same(one, wanted[0]) and same(other, wanted[1]) for one, other in permutations((product.left, product.right)))


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
    """`x ** 2` is `x * x` for an integer variable, and the other way round for what is none; `pow(x, n)` is `x ** n` for integers."""
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
    is_square = isinstance(node.op, ast.Mult) and same(node.left, node.right) and not isinstance(node.left, ast.Name | ast.Constant)
    if is_square and is_integer(node.left, facts) and can_be_computed_again(node.left, facts):
        return ast.BinOp(node.left, ast.Pow(), constant(2))
    return None


RULES = (
    ExpressionRule("rest_of_quotient", (ast.BinOp,), _rest_of_quotient),
    BlockRule("rest_of_named_quotient", _rest_of_named_quotient, (ast.Assign,)),
    ExpressionRule("inner_remainder", (ast.BinOp,), _inner_remainder),
    ExpressionRule("powers", (ast.BinOp, ast.Call), _power),
    BlockRule("quotient_and_remainder", _quotient_and_remainder, (ast.Assign,)),
)
