"""What a condition hints at: bounds of a value, of its length and of its items, and the characters that texts are made of."""

import ast
import math
from dataclasses import dataclass, replace
from typing import TypeVar

_MIRRORED: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.Lt: ast.Gt, ast.LtE: ast.GtE, ast.Gt: ast.Lt, ast.GtE: ast.LtE, ast.Eq: ast.Eq}
_LOWER, _UPPER, _DIGITS = "abcxyz", "ABXYZ", "0123456789"
_ALPHABETS = {
    "isdigit": _DIGITS,
    "isdecimal": _DIGITS,
    "isnumeric": _DIGITS,
    "isalpha": f"{_LOWER}{_UPPER}éß",
    "isalnum": f"{_LOWER}{_UPPER}{_DIGITS}é",
    "islower": f"{_LOWER}{_DIGITS} -é",
    "isupper": f"{_UPPER}{_DIGITS} -É",
    "isspace": " \t\n",
}
_MOST_CHARACTERS = 200
Limit = TypeVar("Limit", int, float)


@dataclass(frozen=True, slots=True)
class Bounds:
    """Inclusive bounds of integers, and of floats: `least` and `most`, which may be excluded themselves. None where there is none."""

    low: int | None = None
    high: int | None = None
    least: float | None = None
    most: float | None = None

    def within(self, other: "Bounds") -> "Bounds":
        """The bounds that both say."""
        return Bounds(
            max(_known(self.low, other.low), default=None),
            min(_known(self.high, other.high), default=None),
            max(_known(self.least, other.least), default=None),
            min(_known(self.most, other.most), default=None),
        )


def _known(*limits: Limit | None) -> list[Limit]:
    return [limit for limit in limits if limit is not None]


@dataclass(frozen=True, slots=True)
class Constraint:
    """A read constraint: bounds of the value, of its length and of its items, its order, its conditions, and what was not understood.

    `alphabet` has the characters of texts that are likely to meet it; None where any may.
    """

    value: Bounds = Bounds()
    length: Bounds = Bounds()
    item: Bounds = Bounds()
    order: str | None = None
    is_unique: bool = False
    alphabet: str | None = None
    conditions: tuple[ast.expr, ...] = ()
    unknown: tuple[str, ...] = ()


def joined(first: Constraint, second: Constraint) -> Constraint:
    """What both constraints say."""
    return Constraint(
        first.value.within(second.value),
        first.length.within(second.length),
        first.item.within(second.item),
        first.order or second.order,
        first.is_unique or second.is_unique,
        _common(first.alphabet, second.alphabet),
        (*first.conditions, *second.conditions),
        (*first.unknown, *second.unknown),
    )


def _common(first: str | None, second: str | None) -> str | None:
    both = "".join(character for character in first if character in second) if first and second else None
    return both or first or second


def with_hints(condition: ast.expr, name: str) -> Constraint:
    """The constraint that is this condition on the input `name`, with what it hints at."""
    read = Constraint(conditions=(condition,))
    parts = condition.values if isinstance(condition, ast.BoolOp) and isinstance(condition.op, ast.And) else [condition]
    for part in parts:
        read = joined(read, _hint(part, name))
    return read


def _hint(node: ast.expr, name: str) -> Constraint:
    """The bounds that a comparison with a number sets, or that `all(... for item in name)` sets for the items; and characters."""
    if isinstance(node, ast.Call):
        return _hint_of_call(node, name)
    read = Constraint()
    if not isinstance(node, ast.Compare):
        return read
    sides = [node.left, *node.comparators]
    for left, operation, right in zip(sides, node.ops, sides[1:], strict=False):
        read = joined(read, _bound(left, type(operation), right, name))
        if type(operation) in _MIRRORED:
            read = joined(read, _bound(right, _MIRRORED[type(operation)], left, name))
    return read


def _hint_of_call(node: ast.Call, name: str) -> Constraint:
    if isinstance(node.func, ast.Attribute):
        return Constraint(alphabet=_ALPHABETS.get(node.func.attr)) if _is_name(node.func.value, name) else Constraint()
    loop = node.args[0] if node.args and isinstance(node.func, ast.Name) and node.func.id == "all" else None
    if not isinstance(loop, ast.GeneratorExp) or not _is_name(loop.generators[0].iter, name):
        return Constraint()
    target = loop.generators[0].target
    if not isinstance(target, ast.Name):
        return Constraint()
    inner = _hint(loop.elt, target.id)
    return Constraint(item=inner.value, alphabet=inner.alphabet or _members(loop.elt, target.id))


def _members(node: ast.expr, name: str) -> str | None:
    """The characters of `name in "01"`."""
    if not isinstance(node, ast.Compare) or not isinstance(node.ops[0], ast.In) or not _is_name(node.left, name):
        return None
    allowed = node.comparators[0]
    is_text = isinstance(allowed, ast.Constant) and isinstance(allowed.value, str)
    return "".join(dict.fromkeys(allowed.value))[:_MOST_CHARACTERS] or None if is_text else None  # type: ignore[attr-defined]


def _bound(subject: ast.expr, operation: type[ast.cmpop], limit: ast.expr, name: str) -> Constraint:
    number = _number(limit)
    if number is None:
        return Constraint()
    bounds = _bounds(operation, number)
    if _is_name(subject, name):
        return replace(Constraint(), value=bounds)
    is_length = isinstance(subject, ast.Call) and isinstance(subject.func, ast.Name) and subject.func.id == "len"
    if is_length and isinstance(subject, ast.Call) and _is_name(subject.args[0], name):
        return replace(Constraint(), length=bounds)
    return Constraint()


def _bounds(operation: type[ast.cmpop], number: float) -> Bounds:
    if operation is ast.GtE:
        return Bounds(low=math.ceil(number), least=number)
    if operation is ast.Gt:
        return Bounds(low=math.floor(number) + 1, least=number)
    if operation is ast.LtE:
        return Bounds(high=math.floor(number), most=number)
    if operation is ast.Lt:
        return Bounds(high=math.ceil(number) - 1, most=number)
    return Bounds(math.ceil(number), math.floor(number), number, number) if operation is ast.Eq else Bounds()


def _is_name(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _number(node: ast.expr) -> float | None:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = _number(node.operand)
        return None if inner is None else -inner
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
        base, power = _number(node.left), _number(node.right)
        is_small = type(base) is int and type(power) is int and 0 <= power <= 64 and abs(base) <= 10
        return base**power if is_small and base is not None and power is not None else None
    number = node.value if isinstance(node, ast.Constant) else None
    return number if isinstance(number, int | float) and not isinstance(number, bool) and math.isfinite(number) else None
