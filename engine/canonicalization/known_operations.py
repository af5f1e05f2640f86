"""Comparisons of values that are known, and what methods of texts give."""

import ast
import operator
import re
from collections.abc import Callable
from typing import Any

from engine.canonicalization.known_values import AtMost, Empty, Exact, Unknown, Value, compare_bound

_LONGEST_TEXT = 60
_COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
_TEXT_METHODS = frozenset(
    {"lower", "upper", "strip", "lstrip", "rstrip", "replace", "title", "capitalize", "isalnum", "isdigit", "isalpha"}
)


def compare(left: Value, how: ast.cmpop, right: Value) -> bool:
    """How a comparison of two values comes out; raises Unknown."""
    if isinstance(left, Exact) and isinstance(right, AtMost):
        flipped = {ast.Lt: ast.Gt, ast.LtE: ast.GtE, ast.Gt: ast.Lt, ast.GtE: ast.LtE}.get(type(how), type(how))
        return compare(right, flipped(), left)
    if isinstance(left, AtMost) and isinstance(right, Exact) and type(right.value) is int:
        return compare_bound(left.high, how, right.value)
    if isinstance(left, Exact) and isinstance(right, Exact) and type(how) in _COMPARISONS:
        is_ordered = isinstance(left.value, int | str) or isinstance(how, ast.Eq | ast.NotEq)
        if type(left.value) is type(right.value) and is_ordered:
            return bool(_COMPARISONS[type(how)](left.value, right.value))
    if isinstance(left, Empty) and isinstance(right, Empty) and left.kind == right.kind == "list" and isinstance(how, ast.Eq | ast.NotEq):
        return isinstance(how, ast.Eq)
    raise Unknown


def text_method(text: str, name: str, arguments: list[Value]) -> Value:
    """What a method of a text gives that only computes; raises Unknown."""
    texts = [argument.value for argument in arguments if isinstance(argument, Exact) and isinstance(argument.value, str)]
    if name not in _TEXT_METHODS or len(texts) < len(arguments) or len(text) > _LONGEST_TEXT:
        raise Unknown
    try:
        return Exact(getattr(text, name)(*texts))
    except (TypeError, ValueError):
        raise Unknown from None


def numbers_of_range(parts: list[Value]) -> list[object]:
    """The numbers of a range from its arguments, if they are few; raises Unknown."""
    if not 1 <= len(parts) <= 2:
        raise Unknown
    start, stop = (Exact(0), parts[0]) if len(parts) == 1 else parts
    if not isinstance(start, Exact) or type(start.value) is not int:
        raise Unknown
    if isinstance(stop, AtMost) and stop.high <= start.value:
        return []
    if not isinstance(stop, Exact) or type(stop.value) is not int or stop.value - start.value > _LONGEST_TEXT:
        raise Unknown
    return list(range(start.value, stop.value))


def substituted(pattern: str, by: str, text: str) -> Value:
    """What `re.sub` gives; raises Unknown."""
    try:
        return Exact(re.sub(pattern, by, text))
    except (re.error, RecursionError, OverflowError):
        raise Unknown from None
