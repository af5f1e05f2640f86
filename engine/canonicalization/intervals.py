"""Intervals of integers, and tests of variables against numbers: what a test says, and how it is spelled when more is known."""

import ast
from dataclasses import dataclass

from engine.canonicalization.syntax import constant


@dataclass(frozen=True, slots=True)
class Interval:
    """All integers from `low` to `high`; None is unbounded."""

    low: int | None = None
    high: int | None = None

    def holds(self, value: int) -> bool:
        """Whether a value lies inside."""
        return (self.low is None or self.low <= value) and (self.high is None or value <= self.high)

    def meet(self, other: "Interval") -> "Interval":
        """What lies in both."""
        lows = [low for low in (self.low, other.low) if low is not None]
        highs = [high for high in (self.high, other.high) if high is not None]
        return Interval(max(lows, default=None), min(highs, default=None))


@dataclass(frozen=True, slots=True)
class Test:
    """A test of one variable against constants: at most, at least, one of, or none of."""

    name: str
    operator: str
    values: tuple[int, ...]


Known = dict[str, Interval]


def integer_of(node: ast.expr) -> int | None:
    """The number that an expression writes; None for anything else."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) and isinstance(node.operand, ast.Constant):
        return -node.operand.value if type(node.operand.value) is int else None
    return node.value if isinstance(node, ast.Constant) and type(node.value) is int else None


def unite(first: Test, second: Test, *, truth: bool) -> ast.expr | None:
    """The one comparison that two tests of a variable come to, the second of which only adds the next number to the first."""
    wanted = ("least", "outside") if truth else ("most", "among")
    if first.name != second.name or (first.operator, second.operator) != wanted or len(second.values) != 1:
        return None
    name, bound, value = ast.Name(first.name, ast.Load()), first.values[0], second.values[0]
    if truth:
        return ast.Compare(number(value), [ast.Lt()], [name]) if value == bound else None
    return ast.Compare(name, [ast.LtE()], [number(value)]) if value == bound + 1 else None


def number(value: int) -> ast.expr:
    """A number as Python reads it, the sign apart."""
    return constant(value) if value >= 0 else ast.UnaryOp(ast.USub(), constant(-value))


def refine(before: Interval, test: Test, *, truth: bool) -> Interval:
    """What is known of the variable after the test turned out this way."""
    if not test.values:
        return before
    low, high = test.values[0], test.values[-1]
    sides = {
        ("most", True): Interval(None, low),
        ("most", False): Interval(low + 1),
        ("least", True): Interval(low),
        ("least", False): Interval(None, low - 1),
    }
    if (test.operator, truth) in sides:
        return before.meet(sides[test.operator, truth])
    if (test.operator == "among") == truth:
        return before.meet(Interval(low, high))
    return _without(before, test.values)


def _without(before: Interval, values: tuple[int, ...]) -> Interval:
    low, high = before.low, before.high
    while low is not None and low in values:
        low += 1
    while high is not None and high in values:
        high -= 1
    return Interval(low, high)


def spell(test: Test, known: Interval, node: ast.expr) -> ast.expr:
    """Spell a test as plainly as what is known allows: decided, one value, all but one value, or an upper bound."""
    variable = ast.Name(test.name, ast.Load())
    if test.operator in {"among", "outside"}:
        return _write_members(test, known, variable, node)
    bound = test.values[0] if test.operator == "most" else test.values[0] - 1
    is_most = test.operator == "most"
    if known.low is not None and bound < known.low:
        return constant(not is_most)
    if known.high is not None and bound >= known.high:
        return constant(is_most)
    if bound == known.low:
        return ast.Compare(variable, [ast.Eq() if is_most else ast.NotEq()], [constant(bound)])
    return node


def _write_members(test: Test, known: Interval, variable: ast.expr, node: ast.expr) -> ast.expr:
    is_among = test.operator == "among"
    values = [value for value in test.values if known.holds(value)]
    if not values:
        return constant(not is_among)
    if len(values) > 1 and values[0] == known.low and values == list(range(values[0], values[-1] + 1)):
        most = ast.Compare(variable, [ast.LtE()], [constant(values[-1])])
        return most if is_among else ast.Compare(constant(values[-1]), [ast.Lt()], [variable])
    if len(values) == len(test.values):
        return node
    if len(values) == 1:
        return ast.Compare(variable, [ast.Eq() if is_among else ast.NotEq()], [constant(values[0])])
    members = ast.Tuple([constant(value) for value in values], ast.Load())
    return ast.Compare(variable, [ast.In() if is_among else ast.NotIn()], [members])
