"""Constraints written as Python expressions, such as `1 <= n <= 100` or `all(x > 0 for x in items)`, decided without running any code."""

import ast
import operator
from collections.abc import Callable, Mapping
from typing import Any

Names = Mapping[str, Any]
_COMPARE: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.In: lambda left, right: left in right,
    ast.NotIn: lambda left, right: left not in right,
    ast.Is: operator.is_,
    ast.IsNot: operator.is_not,
}
_ARITHMETIC: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Mod: operator.mod,
    ast.FloorDiv: operator.floordiv,
    ast.Div: operator.truediv,
}
_FUNCTIONS: dict[str, Callable[..., Any]] = {
    function.__name__: function for function in (len, min, max, sum, all, any, abs, set, sorted, list, tuple)
}
_PREDICATES = frozenset({"isalpha", "isdigit", "isalnum", "isascii", "islower", "isupper", "isspace", "isnumeric", "isdecimal"})
_MAX_POWER = 64


class NotUnderstood(Exception):
    """The expression uses something that constraints may not use."""


def parse_condition(text: str, names: frozenset[str]) -> ast.expr | None:
    """The expression in a text when it uses nothing but comparisons, arithmetic, a few functions and these names; else None."""
    try:
        expression = ast.parse(text.strip().replace("≤", "<=").replace("≥", ">="), mode="eval").body
        _check(expression, names)
    except (SyntaxError, ValueError, RecursionError, MemoryError, NotUnderstood):
        return None
    return expression if isinstance(expression, ast.Compare | ast.BoolOp | ast.UnaryOp | ast.Call) else None


def holds(expression: ast.expr, values: Names) -> bool:
    """Whether a checked expression is true of these values; what cannot be computed is not true."""
    try:
        return bool(_evaluate(expression, values))
    except (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, NotUnderstood):
        return False


def _check(node: ast.expr, names: frozenset[str]) -> None:
    if isinstance(node, ast.Name) and node.id not in names:
        raise NotUnderstood(node.id)
    if isinstance(node, ast.Call):
        _check_call(node, names)
    elif isinstance(node, ast.GeneratorExp):
        loop = node.generators[0]
        if len(node.generators) != 1 or not isinstance(loop.target, ast.Name):
            raise NotUnderstood("loops")
        _check(loop.iter, names)
        for part in [node.elt, *loop.ifs]:
            _check(part, names | {loop.target.id})
    else:
        if type(node) not in _EVALUATORS:
            raise NotUnderstood(type(node).__name__)
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                _check(child, names)
        _check_operators(node)


def _check_call(node: ast.Call, names: frozenset[str]) -> None:
    if isinstance(node.func, ast.Attribute) and node.func.attr in _PREDICATES and not node.args:
        _check(node.func.value, names)
    elif not isinstance(node.func, ast.Name) or node.func.id not in _FUNCTIONS or node.keywords:
        raise NotUnderstood("call")
    for argument in node.args:
        _check(argument, names)


def _check_operators(node: ast.expr) -> None:
    if isinstance(node, ast.BinOp) and type(node.op) not in _ARITHMETIC and not isinstance(node.op, ast.Pow):
        raise NotUnderstood("operator")


def _evaluate(node: ast.expr, values: Names) -> Any:  # noqa: ANN401 - constraints compare values of any type
    return _EVALUATORS[type(node)](node, values)


def _compare(node: ast.Compare, values: Names) -> bool:
    left = _evaluate(node.left, values)
    for operation, right_node in zip(node.ops, node.comparators, strict=True):
        right = _evaluate(right_node, values)
        if not _COMPARE[type(operation)](left, right):
            return False
        left = right
    return True


def _boolean(node: ast.BoolOp, values: Names) -> bool:
    results = (bool(_evaluate(part, values)) for part in node.values)
    return all(results) if isinstance(node.op, ast.And) else any(results)


def _unary(node: ast.UnaryOp, values: Names) -> Any:  # noqa: ANN401 - as above
    operand = _evaluate(node.operand, values)
    if isinstance(node.op, ast.Not):
        return not operand
    return -operand if isinstance(node.op, ast.USub) else +operand


def _binary(node: ast.BinOp, values: Names) -> Any:  # noqa: ANN401 - as above
    left, right = _evaluate(node.left, values), _evaluate(node.right, values)
    if isinstance(node.op, ast.Pow):
        if not 0 <= right <= _MAX_POWER or abs(left) > 2**_MAX_POWER:
            raise NotUnderstood("power")
        return left**right
    if not isinstance(left, int | float) or not isinstance(right, int | float):
        raise NotUnderstood("arithmetic on something else than numbers")
    return _ARITHMETIC[type(node.op)](left, right)


def _call(node: ast.Call, values: Names) -> Any:  # noqa: ANN401 - as above
    if isinstance(node.func, ast.Attribute):
        owner = _evaluate(node.func.value, values)
        return getattr(owner, node.func.attr)() if isinstance(owner, str) else False
    assert isinstance(node.func, ast.Name)
    return _FUNCTIONS[node.func.id](*(_evaluate(argument, values) for argument in node.args))


def _generated(node: ast.GeneratorExp, values: Names) -> list[Any]:
    loop = node.generators[0]
    assert isinstance(loop.target, ast.Name)
    rows = ({**values, loop.target.id: item} for item in _evaluate(loop.iter, values))
    return [_evaluate(node.elt, row) for row in rows if all(_evaluate(part, row) for part in loop.ifs)]


def _indexed(node: ast.Subscript, values: Names) -> Any:  # noqa: ANN401 - as above
    return _evaluate(node.value, values)[_evaluate(node.slice, values)]


_EVALUATORS: dict[type[ast.expr], Callable[[Any, Names], Any]] = {
    ast.Compare: _compare,
    ast.BoolOp: _boolean,
    ast.UnaryOp: _unary,
    ast.BinOp: _binary,
    ast.Call: _call,
    ast.GeneratorExp: _generated,
    ast.Subscript: _indexed,
    ast.Name: lambda node, values: values[node.id],
    ast.Constant: lambda node, _: node.value,
    ast.Tuple: lambda node, values: tuple(_evaluate(item, values) for item in node.elts),
    ast.List: lambda node, values: [_evaluate(item, values) for item in node.elts],
    ast.Set: lambda node, values: {_evaluate(item, values) for item in node.elts},
}
