"""Boolean expressions: negation inwards, nested operations flat, tests for emptiness and zero in one spelling."""

import ast
from itertools import groupby

from engine.canonicalization.comprehending import is_builtin_call
from engine.canonicalization.conditions import is_boolean, negate, opposite
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import SIZED, kind
from engine.canonicalization.rules import BlockRule, ExpressionRule
from engine.canonicalization.syntax import constant, has_one_argument, is_constant
from engine.canonicalization.traversal import BlockPlace
from engine.canonicalization.trees import are_alike, copied

_EMPTY: dict[str, type] = {"list": list, "dict": dict, "str": str, "tuple": tuple}


def _negation(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`not a == b` is `a != b`; `not (a and b)` is `not a or not b`; `not not c` is c for a boolean c."""
    assert isinstance(node, ast.UnaryOp)
    if not isinstance(node.op, ast.Not):
        return None
    inner = node.operand
    if isinstance(inner, ast.UnaryOp) and isinstance(inner.op, ast.Not):
        return inner.operand if is_boolean(inner.operand, facts) else None
    negated = opposite(inner, facts)
    return None if isinstance(negated, ast.UnaryOp) and isinstance(negated.op, ast.Not) else negated


def _flat(node: ast.expr, _facts: ProgramFacts) -> ast.expr | None:
    """`a and (b and c)` is `a and b and c`."""
    assert isinstance(node, ast.BoolOp)
    values: list[ast.expr] = []
    for value in node.values:
        values.extend(value.values if isinstance(value, ast.BoolOp) and type(value.op) is type(node.op) else [value])
    return ast.BoolOp(node.op, values) if len(values) > len(node.values) else None


def _emptiness(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`len(x) == 0`, `len(x) < 1`, `x == []` and the like are `not x`; `len(x) > 0` and `x != []` are `not not x`, simplified in tests."""
    assert isinstance(node, ast.Compare)
    if len(node.ops) != 1:
        return None
    container, is_empty = _tested_container(node, facts)
    if container is None:
        return None
    empty = ast.UnaryOp(ast.Not(), container)
    return empty if is_empty else ast.UnaryOp(ast.Not(), empty)


def _tested_container(node: ast.Compare, facts: ProgramFacts) -> tuple[ast.expr | None, bool]:
    left, operator, right = node.left, node.ops[0], node.comparators[0]
    if _is_empty_display(right, kind(facts.type_of(left))) and isinstance(operator, ast.Eq | ast.NotEq):
        return left, isinstance(operator, ast.Eq)
    if (container := _measured(left, facts)) is not None:
        for tested, number, is_empty in ((ast.Eq, 0, True), (ast.NotEq, 0, False), (ast.LtE, 0, True), (ast.Lt, 1, True)):
            if isinstance(operator, tested) and is_constant(right, number):
                return container, is_empty
    if (container := _measured(right, facts)) is not None:
        for tested, number in ((ast.Lt, 0), (ast.LtE, 1)):
            if isinstance(operator, tested) and is_constant(left, number):
                return container, False
    return None, False


def _measured(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """X in `len(x)` of a built-in container."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "len" and has_one_argument(node):
        return node.args[0] if "len" not in facts.shadowed and kind(facts.type_of(node.args[0])) in SIZED - {"view"} else None
    return None


def _is_empty_display(node: ast.expr, name: str) -> bool:
    if isinstance(node, ast.List | ast.Tuple):
        return not node.elts and type(node).__name__.lower() == name
    if isinstance(node, ast.Dict):
        return not node.keys and name == "dict"
    return name == "str" and is_constant(node, "")


def as_test(node: ast.expr, facts: ProgramFacts) -> ast.expr:
    """The plainest expression with the same truth and effects as this one, for a place where only truth matters."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        inner = as_test(node.operand, facts)
        if isinstance(inner, ast.UnaryOp) and isinstance(inner.op, ast.Not):
            return inner.operand
        negated = negate(inner, facts)
        return negated if not isinstance(negated, ast.UnaryOp) else ast.UnaryOp(ast.Not(), inner)
    if isinstance(node, ast.BoolOp):
        return ast.BoolOp(node.op, in_order([as_test(value, facts) for value in node.values], facts))
    if isinstance(node, ast.Compare) and (parts := _empty_or_other(node, facts)) is not None:
        return parts
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "bool" and has_one_argument(node):
        return as_test(node.args[0], facts) if "bool" not in facts.shadowed else node
    return _number_test(node, facts)


def in_order(tests: list[ast.expr], facts: ProgramFacts) -> list[ast.expr]:
    """Operands of a test in one order: neighbours that only compute may be asked in any."""
    values: list[ast.expr] = []
    for is_free, group in groupby(tests, lambda value: facts.effect_rules.of_test(value).is_total):
        members = list(group)
        values += sorted(members, key=lambda value: (isinstance(value, ast.BoolOp), facts.colours.key(value))) if is_free else members
    return values


def _empty_or_other(node: ast.Compare, facts: ProgramFacts) -> ast.expr | None:
    """`s in ("", "a")` is `not s or s == "a"` in a test, and `s not in ("", "a")` is `s and s != "a"`, for a text that only computes."""
    operator, members = node.ops[0], node.comparators[0]
    if len(node.ops) != 1 or not isinstance(operator, ast.In | ast.NotIn) or not isinstance(members, ast.Tuple) or len(members.elts) < 2:
        return None
    others = [item for item in members.elts if not is_constant(item, "")]
    is_plain = kind(facts.type_of(node.left)) == "str" and facts.effects_of(node.left).is_total and len(others) == len(members.elts) - 1
    if not is_plain or not all(isinstance(item, ast.Constant) for item in others):
        return None
    is_in = isinstance(operator, ast.In)
    one = ast.Compare(node.left, [ast.Eq() if is_in else ast.NotEq()], others)
    other = one if len(others) == 1 else ast.Compare(node.left, [operator], [ast.Tuple(others, ast.Load())])
    tests = [ast.UnaryOp(ast.Not(), copied(node.left)) if is_in else copied(node.left), other]
    return ast.BoolOp(ast.Or() if is_in else ast.And(), in_order(tests, facts))


def _number_test(node: ast.expr, facts: ProgramFacts) -> ast.expr:
    if (container := _measured(node, facts)) is not None:
        return container
    if kind(facts.type_of(node)) in {"int", "float"} and not isinstance(node, ast.Constant):
        return ast.Compare(node, [ast.NotEq()], [constant(0)])
    return node


def _tests(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """Tests of `if` and `while` are spelled as tests."""
    changed = False
    for node in statements:
        if isinstance(node, ast.If | ast.While | ast.Assert):
            plain = as_test(node.test, facts)
            if not are_alike(plain, node.test):
                node.test, changed = plain, True
    return statements if changed else None


def _choice_test(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """The test of a conditional expression, and the operand of `not`, are spelled as tests."""
    if isinstance(node, ast.IfExp):
        plain = as_test(node.test, facts)
        return None if are_alike(plain, node.test) else ast.IfExp(plain, node.body, node.orelse)
    assert isinstance(node, ast.UnaryOp)
    if not isinstance(node.op, ast.Not):
        return None
    plain = as_test(node.operand, facts)
    return None if are_alike(plain, node.operand) else ast.UnaryOp(ast.Not(), plain)


def _filter_test(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """The conditions of comprehensions are spelled as tests, several as one."""
    assert isinstance(node, ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp)
    changed = False
    for generator in node.generators:
        joined: list[ast.expr] = [ast.BoolOp(ast.And(), generator.ifs)] if len(generator.ifs) > 1 else generator.ifs
        plain = [as_test(test, facts) for test in joined]
        if not are_alike(plain, generator.ifs):
            generator.ifs, changed = plain, True
    return node if changed else None


def _constant_operand(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`c and True` is c, `False or c` is c, for booleans; a deciding constant ends the operation."""
    assert isinstance(node, ast.BoolOp)
    is_and = isinstance(node.op, ast.And)
    values: list[ast.expr] = []
    for index, value in enumerate(node.values):
        is_last = index == len(node.values) - 1
        if isinstance(value, ast.Constant):
            if bool(value.value) != is_and:
                values.append(value)
                break
            if not is_last or (values and all(is_boolean(other, facts) for other in values) and is_constant(value, is_and)):
                continue
        values.append(value)
    if len(values) == len(node.values):
        return None
    return values[0] if len(values) == 1 else ast.BoolOp(node.op, values)


def _listed(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`all([a, b])` is `a and b`, and `any([a, b])` is `a or b`, for booleans that only compute."""
    assert isinstance(node, ast.Call)
    for name, operator in (("all", ast.And()), ("any", ast.Or())):
        if is_builtin_call(node, name, facts, 1) and isinstance(listed := node.args[0], ast.List | ast.Tuple) and len(listed.elts) > 1:
            items = listed.elts
            if all(is_boolean(item, facts) and facts.effects_of(item).is_total for item in items):
                return ast.BoolOp(operator, items)
    return None


RULES = (
    ExpressionRule("listed_conditions", (ast.Call,), _listed),
    BlockRule("tests", _tests, (ast.If, ast.While, ast.Assert)),
    ExpressionRule("test_of_choice", (ast.IfExp, ast.UnaryOp), _choice_test),
    ExpressionRule("filters", (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp), _filter_test),
    ExpressionRule("negation", (ast.UnaryOp,), _negation),
    ExpressionRule("flat_boolean_operations", (ast.BoolOp,), _flat),
    ExpressionRule("constant_operands", (ast.BoolOp,), _constant_operand),
    ExpressionRule("emptiness", (ast.Compare,), _emptiness),
)
