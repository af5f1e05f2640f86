"""Comprehensions over comprehensions are one comprehension; so are those over `filter`. Divisibility by two numbers is by their product."""

import ast
import copy
import math

from engine.canonicalization.blocks import mentions
from engine.canonicalization.comprehending import call, cannot_stop, is_builtin_call
from engine.canonicalization.conditions import is_integer
from engine.canonicalization.facts.effects import NO_EFFECTS, Effects, interferes
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import element, kind
from engine.canonicalization.passes.conversions import applied_to, without_new_variables
from engine.canonicalization.rules import ExpressionRule
from engine.canonicalization.syntax import COMPREHENSION_NODES, constant, is_constant, load, same


def _fuse(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`[e for v in [w for w in x if c] if d]` is `[e for w in x if c if d]`, with w for v."""
    assert isinstance(node, COMPREHENSION_NODES)
    for index, clause in enumerate(node.generators):
        inner = clause.iter
        if not isinstance(inner, ast.ListComp | ast.GeneratorExp) or not isinstance(clause.target, ast.Name) or clause.is_async:
            continue
        if any(item.is_async for item in inner.generators) or (isinstance(inner, ast.GeneratorExp) and not cannot_stop(inner, facts)):
            continue
        name = clause.target.id
        if not _can_substitute(inner.elt, name, node, facts) or (isinstance(inner, ast.ListComp) and _disturb(inner, node, index, facts)):
            continue
        return _fused(node, index, inner, name)
    return None


def _can_substitute(element: ast.expr, name: str, node: ast.AST, facts: ProgramFacts) -> bool:
    """Whether an element may be computed where the outer variable is used."""
    if not facts.effects_of(element).is_total:
        return False
    return isinstance(element, ast.Name | ast.Constant) or (mentions(node, name) <= 2 and facts.effects_of(element).is_constant)


def _disturb(inner: ast.ListComp, node: ast.expr, index: int, facts: ProgramFacts) -> bool:
    """Whether taking elements one by one instead of all at once could be noticed."""
    return interferes(facts.effects_of(inner), _rest(node, index, facts))


def _rest(node: ast.expr, index: int, facts: ProgramFacts) -> Effects:
    assert isinstance(node, COMPREHENSION_NODES)
    total = NO_EFFECTS
    for position, clause in enumerate(node.generators):
        total = total | (facts.effects_of(clause.iter) if position != index else NO_EFFECTS)
        for test in clause.ifs:
            total = total | facts.effect_rules.of_test(test)
    for made in [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]:
        total = total | facts.effects_of(made)
    return total


def _fused(node: ast.expr, index: int, inner: ast.ListComp | ast.GeneratorExp, name: str) -> ast.expr:
    assert isinstance(node, COMPREHENSION_NODES)
    clause = node.generators[index]
    inner.generators[-1].ifs.extend(clause.ifs)
    node.generators[index : index + 1] = inner.generators
    changed = _Substitution(name, inner.elt).visit(node)
    assert isinstance(changed, ast.expr)
    return changed


class _Substitution(ast.NodeTransformer):
    def __init__(self, name: str, value: ast.expr) -> None:
        self.name, self.value = name, value

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return copy.deepcopy(self.value) if node.id == self.name else node


def _filtered(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`for v in filter(f, x)` is `for v in x if f(v)` inside a comprehension."""
    assert isinstance(node, COMPREHENSION_NODES)
    for clause in node.generators:
        if (
            not is_builtin_call(clause.iter, "filter", facts, 2)
            or not isinstance(clause.iter, ast.Call)
            or not isinstance(clause.target, ast.Name)
        ):
            continue
        function, iterable = clause.iter.args
        if is_constant(function, None):
            clause.ifs.insert(0, load(clause.target.id))
        else:
            applied = without_new_variables(lambda function=function: applied_to(function, facts), facts)  # type: ignore[misc]
            if applied is None or not cannot_stop(node, facts):
                continue
            clause.ifs.insert(0, _Substitution(applied[0], load(clause.target.id)).visit(applied[1]))
        clause.iter = iterable
        return node
    return None


def _divisible(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`x % 3 == 0 and x % 5 == 0` is `x % 15 == 0` for an integer variable."""
    assert isinstance(node, ast.BoolOp)
    if not isinstance(node.op, ast.And):
        return None
    for index, (first, second) in enumerate(zip(node.values, node.values[1:], strict=False)):
        left, right = _divisor(first, facts), _divisor(second, facts)
        if left is None or right is None or not same(left[0], right[0]):
            continue
        whole = ast.Compare(ast.BinOp(left[0], ast.Mod(), constant(math.lcm(left[1], right[1]))), [ast.Eq()], [constant(0)])
        values = [*node.values[:index], whole, *node.values[index + 2 :]]
        return values[0] if len(values) == 1 else ast.BoolOp(ast.And(), values)
    return None


def _divisor(node: ast.expr, facts: ProgramFacts) -> tuple[ast.expr, int] | None:
    """X and n in `x % n == 0`."""
    if (
        not isinstance(node, ast.Compare)
        or len(node.ops) != 1
        or not isinstance(node.ops[0], ast.Eq)
        or not is_constant(node.comparators[0], 0)
    ):
        return None
    remainder = node.left
    if not isinstance(remainder, ast.BinOp) or not isinstance(remainder.op, ast.Mod) or not isinstance(remainder.left, ast.Name):
        return None
    divisor = remainder.right
    if not isinstance(divisor, ast.Constant) or type(divisor.value) is not int or divisor.value <= 0:
        return None
    return (remainder.left, divisor.value) if is_integer(remainder.left, facts) else None


def _set_operation(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`a.intersection(b)` is `a & set(b)` for sets of integers or of texts; the same for `union` and `difference`."""
    assert isinstance(node, ast.Call)
    if not isinstance(node.func, ast.Attribute) or node.func.attr not in _SET_OPERATIONS or len(node.args) != 1 or node.keywords:
        return None
    left, right = node.func.value, node.args[0]
    types = facts.type_of(left), facts.type_of(right)
    if kind(types[0]) != "set" or kind(types[1]) not in {"set", "list", "tuple", "str"} or isinstance(right, ast.Starred):
        return None
    if not kind(element(types[0])) == kind(element(types[1])) in {"int", "str"}:
        return None
    if kind(types[1]) != "set" and "set" in facts.shadowed:
        return None
    return ast.BinOp(left, _SET_OPERATIONS[node.func.attr](), right if kind(types[1]) == "set" else call("set", right))


_SET_OPERATIONS: dict[str, type[ast.operator]] = {"intersection": ast.BitAnd, "union": ast.BitOr, "difference": ast.Sub}


def _plain_function(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`lambda x: len(x)` is `len`, as the key of an order."""
    if (
        not isinstance(node, ast.Call)
        or not isinstance(node.func, ast.Name)
        or node.func.id not in {"sorted", "max", "min"} - facts.shadowed
    ):
        return None
    for keyword in node.keywords:
        function = keyword.value
        if keyword.arg != "key" or not isinstance(function, ast.Lambda) or len(function.args.args) != 1 or function.args.defaults:
            continue
        inner = function.body
        is_plain = any(is_builtin_call(inner, name, facts, 1) for name in ("len", "abs", "str", "int", "sum", "max", "min", "ord"))
        if is_plain and isinstance(inner, ast.Call) and same(inner.args[0], load(function.args.args[0].arg)) and not function.args.vararg:
            keyword.value = inner.func
            return node
    return None


RULES = (
    ExpressionRule("set_operations", (ast.Call,), _set_operation),
    ExpressionRule("key_functions", (ast.Call,), _plain_function),
    ExpressionRule("filter_as_condition", COMPREHENSION_NODES, _filtered),
    ExpressionRule("comprehension_of_comprehension", COMPREHENSION_NODES, _fuse),
    ExpressionRule("common_multiple", (ast.BoolOp,), _divisible),
)
