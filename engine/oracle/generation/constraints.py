"""What a declared constraint says: conditions to decide, and hints for drawing values that meet them."""

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from engine.oracle.generation.expressions import holds, parse_condition

_SPLIT = re.compile(r"\s*;\s*|\s*,\s+(?![^\[({]*[\])}])|\s+and\s+")
_BETWEEN = re.compile(r"^(?:in(?: the)? range |between |from )(-?\d+)(?: and | to |\.\.|-)(-?\d+)$")
_LENGTH = re.compile(r"^(?:of )?length (?:of )?(at least|at most|exactly|>=|<=|==|=|>|<)?\s*(\d+)$")
_WORDS = {
    "non-empty": "len({name}) > 0",
    "not empty": "len({name}) > 0",
    "nonempty": "len({name}) > 0",
    "positive": "{name} > 0",
    "non-negative": "{name} >= 0",
    "nonnegative": "{name} >= 0",
    "not negative": "{name} >= 0",
    "negative": "{name} < 0",
    "non-zero": "{name} != 0",
    "nonzero": "{name} != 0",
    "even": "{name} % 2 == 0",
    "odd": "{name} % 2 == 1",
    "ascii": "{name}.isascii()",
    "alphabetic": "{name}.isalpha()",
    "letters only": "{name}.isalpha()",
    "digits": "{name}.isdigit()",
    "digits only": "{name}.isdigit()",
    "alphanumeric": "{name}.isalnum()",
    "lowercase": "{name}.islower()",
    "uppercase": "{name}.isupper()",
    "all positive": "all(item > 0 for item in {name})",
    "all non-negative": "all(item >= 0 for item in {name})",
}
_NOTHING = frozenset({"", "any", "none", "no constraint", "unconstrained", "arbitrary", "any value"})
_ASCENDING = frozenset({"sorted", "ascending", "sorted ascending", "sorted in ascending order", "in ascending order", "non-decreasing"})
_DESCENDING = frozenset({"descending", "sorted descending", "sorted in descending order", "in descending order", "non-increasing"})
_STRICT = frozenset({"strictly ascending", "strictly increasing", "sorted strictly ascending"})
_UNIQUE = frozenset({"unique", "distinct", "no duplicates", "without duplicates", "unique items", "distinct items", "unique elements"})
_SIGNS = {"at least": ">=", "at most": "<=", "exactly": "==", "=": "==", None: "=="}
_MIRRORED: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.Lt: ast.Gt, ast.LtE: ast.GtE, ast.Gt: ast.Lt, ast.GtE: ast.LtE, ast.Eq: ast.Eq}


@dataclass(frozen=True, slots=True)
class Bounds:
    """Inclusive bounds; None where there is none."""

    low: int | None = None
    high: int | None = None

    def within(self, other: "Bounds") -> "Bounds":
        """The bounds that both say."""
        lows = [low for low in (self.low, other.low) if low is not None]
        highs = [high for high in (self.high, other.high) if high is not None]
        return Bounds(max(lows, default=None), min(highs, default=None))


@dataclass(frozen=True, slots=True)
class Constraint:
    """A read constraint: bounds of the value, of its length and of its items, its order, its conditions, and what was not understood."""

    value: Bounds = Bounds()
    length: Bounds = Bounds()
    item: Bounds = Bounds()
    order: str | None = None
    is_unique: bool = False
    conditions: tuple[ast.expr, ...] = ()
    unknown: tuple[str, ...] = ()


def read_constraint(text: str, name: str, names: frozenset[str]) -> Constraint:
    """Read the constraint of the input `name`; conditions may use all `names` of the contract's inputs."""
    return _read(text.strip(), name, names | {name}, is_whole=True)


def meets(constraint: Constraint, value: object, values: Mapping[str, object]) -> bool:
    """Whether a value keeps all that was understood of its constraint; `values` are all inputs by name."""
    if isinstance(value, list | tuple):
        if constraint.order and not _is_ordered(value, constraint.order):
            return False
        if constraint.is_unique and any(item in value[:index] for index, item in enumerate(value)):
            return False
    return all(holds(condition, values) for condition in constraint.conditions)


def _is_ordered(value: list[object] | tuple[object, ...], order: str) -> bool:
    try:
        return list(value) == sorted(value, reverse=order == "descending")  # type: ignore[type-var]
    except TypeError:
        return False


def _read(text: str, name: str, names: frozenset[str], *, is_whole: bool) -> Constraint:
    phrase = text.lower().strip(" .")
    if phrase in _NOTHING:
        return Constraint()
    known = _phrase(phrase, name)
    if known is not None:
        return known
    condition = parse_condition(_spelled_out(phrase, name) or text, names)
    if condition is not None:
        return _with_hints(condition, name)
    parts = [part for part in _SPLIT.split(text) if part]
    if not is_whole or len(parts) < 2:
        return Constraint(unknown=(text,))
    read = Constraint()
    for part in parts:
        read = _joined(read, _read(part, name, names, is_whole=False))
    return read


def _phrase(phrase: str, name: str) -> Constraint | None:
    if phrase in _ASCENDING:
        return Constraint(order="ascending")
    if phrase in _DESCENDING:
        return Constraint(order="descending")
    if phrase in _STRICT:
        return Constraint(order="ascending", is_unique=True)
    return Constraint(is_unique=True) if phrase in _UNIQUE else None


def _spelled_out(phrase: str, name: str) -> str | None:
    """A phrase as an expression."""
    if phrase in _WORDS:
        return _WORDS[phrase].format(name=name)
    if match := _BETWEEN.match(phrase):
        return f"{match[1]} <= {name} <= {match[2]}"
    if match := _LENGTH.match(phrase):
        return f"len({name}) {_SIGNS.get(match[1], match[1])} {match[2]}"
    return None


def _joined(first: Constraint, second: Constraint) -> Constraint:
    return Constraint(
        first.value.within(second.value),
        first.length.within(second.length),
        first.item.within(second.item),
        first.order or second.order,
        first.is_unique or second.is_unique,
        (*first.conditions, *second.conditions),
        (*first.unknown, *second.unknown),
    )


def _with_hints(condition: ast.expr, name: str) -> Constraint:
    read = Constraint(conditions=(condition,))
    parts = condition.values if isinstance(condition, ast.BoolOp) and isinstance(condition.op, ast.And) else [condition]
    for part in parts:
        read = _joined(read, _hint(part, name))
    return read


def _hint(node: ast.expr, name: str) -> Constraint:
    """The bounds that a comparison with a number sets, or that `all(... for item in name)` sets for the items."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "all":
        loop = node.args[0] if node.args else None
        if (
            isinstance(loop, ast.GeneratorExp)
            and _is_name(loop.generators[0].iter, name)
            and isinstance(loop.generators[0].target, ast.Name)
        ):
            return Constraint(item=_hint(loop.elt, loop.generators[0].target.id).value)
    read = Constraint()
    if not isinstance(node, ast.Compare):
        return read
    sides = [node.left, *node.comparators]
    for left, operation, right in zip(sides, node.ops, sides[1:], strict=False):
        read = _joined(read, _bound(left, type(operation), right, name))
        if type(operation) in _MIRRORED:
            read = _joined(read, _bound(right, _MIRRORED[type(operation)], left, name))
    return read


def _bound(subject: ast.expr, operation: type[ast.cmpop], limit: ast.expr, name: str) -> Constraint:
    number = _number(limit)
    if number is None:
        return Constraint()
    bounds = {
        ast.GtE: Bounds(low=number),
        ast.Gt: Bounds(low=number + 1),
        ast.LtE: Bounds(high=number),
        ast.Lt: Bounds(high=number - 1),
        ast.Eq: Bounds(number, number),
    }.get(operation, Bounds())
    if _is_name(subject, name):
        return replace(Constraint(), value=bounds)
    is_length = isinstance(subject, ast.Call) and isinstance(subject.func, ast.Name) and subject.func.id == "len"
    if is_length and isinstance(subject, ast.Call) and _is_name(subject.args[0], name):
        return replace(Constraint(), length=bounds)
    return Constraint()


def _is_name(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _number(node: ast.expr) -> int | None:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = _number(node.operand)
        return None if inner is None else -inner
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
        base, power = _number(node.left), _number(node.right)
        return base**power if base is not None and power is not None and 0 <= power <= 64 and abs(base) <= 10 else None
    return node.value if isinstance(node, ast.Constant) and type(node.value) is int else None
