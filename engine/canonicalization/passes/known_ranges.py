"""Tests of integers in the light of earlier tests: `n <= 0` where n is known not to be negative is `n == 0`.

Interval analysis (Cousot and Cousot 1976) of local variables along the path to each test; what a statement assigns is forgotten.
"""

import ast
from dataclasses import dataclass
from itertools import pairwise

from engine.canonicalization.conditions import is_integer
from engine.canonicalization.facts.nonnegative import nonnegative_variables
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.program import Program, entry_parameters
from engine.canonicalization.rules import ProgramRule
from engine.canonicalization.syntax import always_leaves, constant, same
from engine.canonicalization.trees import walk

_MOST_MEMBERS = 16


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


def _simplify_tests(program: Program) -> bool:
    """Walk every function with what its entry promises, and the module with nothing."""
    bounds, walker = kept_bounds(program), _follower(program)
    for function in program.facts.occurrences.functions:
        walker.block(function.body, {name: Interval(low) for name, low in bounds.items()})
    return walker.changed


def known_before(block: list[ast.stmt], index: int, program: Program) -> Known:
    """What is known of integer variables before a statement of a function's own body."""
    walker = _follower(program)
    known = {name: Interval(low) for name, low in kept_bounds(program).items()}
    for node in block[:index]:
        known = walker.after(node, known)
    return known


def learn(test: ast.expr, known: Known, program: Program) -> tuple[str, Interval] | None:
    """The one variable that a test asks for, and in which interval it lies where the test is true; None for other tests."""
    return _follower(program).interval_if_true(test, known)


def kept_bounds(program: Program) -> dict[str, int]:
    """The lower bounds that every call of the entry point keeps, where nothing is demanded beyond them."""
    return program.lower_bounds if program.assumptions.outside is None and keeps_bounds(program) else {}


def _follower(program: Program) -> "_Walker":
    return _Walker(program.facts, natural=nonnegative_variables(program.facts, kept_bounds(program)))


def keeps_bounds(program: Program) -> bool:
    """Whether the module's own calls of the entry point stay inside its domain: by induction, no call is the first to leave it."""
    if not program.lower_bounds:
        return True
    entry = program.assumptions.entry_point or ""
    walker = _Walker(
        program.facts, entry, tuple(program.lower_bounds.get(name) for name in entry_parameters(program.tree, program.assumptions))
    )
    for function in program.facts.occurrences.functions:
        walker.block(function.body, {name: Interval(low) for name, low in program.lower_bounds.items()}, is_watching=True)
    return walker.safe_uses == len(program.facts.occurrences.loads[entry])


class _Walker:
    def __init__(
        self, facts: ProgramFacts, entry: str = "", bounds: tuple[int | None, ...] = (), natural: frozenset[str] = frozenset()
    ) -> None:
        self.facts, self.changed, self.natural = facts, False, natural
        self.entry, self.bounds, self.safe_uses, self.is_watching = entry, bounds, 0, False

    def block(self, statements: list[ast.stmt], known: Known, *, is_watching: bool = False) -> None:
        """Simplify the tests in a block; what a leaving branch rules out is known after it. When watching, only judge calls."""
        known = dict(known)
        self.is_watching |= is_watching
        for node in statements:
            if self.is_watching:
                self._watch(node, known)
            known = self._statement(node, known)

    def _statement(self, node: ast.stmt, known: Known) -> Known:
        """Simplify the tests in a statement; answers with what is known after it."""
        stored = _stored(node)
        if isinstance(node, ast.If):
            known = _forget(known, _stored(node.test))
            node.test = self._expression(node.test, known)
            self.block(node.body, self._learn(node.test, known, truth=True))
            self.block(node.orelse, self._learn(node.test, known, truth=False))
            if always_leaves(node.body):
                known, stored = self._learn(node.test, known, truth=False), _stored_in(node.orelse)
        elif isinstance(node, ast.While):
            known = _forget(known, stored)
            node.test = self._expression(node.test, known)
            self.block(node.body, self._learn(node.test, known, truth=True))
            self.block(node.orelse, known)
        elif isinstance(node, ast.For | ast.With | ast.Try):
            known = _forget(known, stored)
            for inner in (node.body, getattr(node, "orelse", []), getattr(node, "finalbody", [])):
                self.block(inner, known)
        elif isinstance(node, ast.Return | ast.Assign) and node.value is not None:
            node.value = self._expression(node.value, _forget(known, _stored(node.value)))
        return _forget(known, stored)

    def after(self, node: ast.stmt, known: Known) -> Known:
        """What is known after a statement, which stays as it is."""
        self.is_watching = True
        return self._statement(node, known)

    def interval_if_true(self, test: ast.expr, known: Known) -> tuple[str, Interval] | None:
        """The variable of a test and its values where the test is true."""
        read = self._read(test)
        return (read.name, _refine(self._interval(read.name, known), read, truth=True)) if read is not None else None

    def _watch(self, node: ast.stmt, known: Known) -> None:
        """Count the calls of the entry point in a statement whose arguments keep its bounds."""
        if not isinstance(node, ast.Return | ast.Assign | ast.Expr | ast.AugAssign) or not isinstance(node.value, ast.expr):
            return
        calls = [child for child in walk(node.value) if isinstance(child, ast.Call) and isinstance(child.func, ast.Name)]
        self.safe_uses += sum(call.func.id == self.entry and self._keeps_bounds(call, known) for call in calls)  # type: ignore[attr-defined]

    def _keeps_bounds(self, call: ast.Call, known: Known) -> bool:
        if call.keywords or len(call.args) < len(self.bounds):
            return False
        return all(
            bound is None or self._is_at_least(argument, bound, known) for argument, bound in zip(call.args, self.bounds, strict=False)
        )

    def _is_at_least(self, node: ast.expr, bound: int, known: Known) -> bool:
        distance = 0
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub | ast.Add) and (value := _integer(node.right)) is not None:
            distance = value if isinstance(node.op, ast.Add) else -value
            node = node.left
        if (own := _integer(node)) is not None:
            return own + distance >= bound
        low = self._interval(node.id, known).low if isinstance(node, ast.Name) and self._is_followed(node) else None
        return low is not None and low + distance >= bound

    def _expression(self, node: ast.expr, known: Known) -> ast.expr:
        if self.is_watching:
            return node
        if isinstance(node, ast.BoolOp):
            values = []
            for value in node.values:
                values.append(self._expression(value, known))
                known = self._learn(values[-1], known, truth=isinstance(node.op, ast.And))
            node.values = values
            return self._united(node)
        test = self._read(node)
        written = _write(test, self._interval(test.name, known), node) if test is not None else node
        if same(written, node):
            return node
        self.changed = True
        return written

    def _united(self, node: ast.BoolOp) -> ast.expr:
        """`n < 0 or n == 0` is `n <= 0`, and `n >= 0 and n != 0` is `n > 0`."""
        for index, pair in enumerate(pairwise(node.values)):
            first, second = map(self._read, pair)
            united = _unite(first, second, truth=isinstance(node.op, ast.And)) if first is not None and second is not None else None
            if united is not None:
                self.changed = True
                values = [*node.values[:index], united, *node.values[index + 2 :]]
                return values[0] if len(values) == 1 else ast.BoolOp(node.op, values)
        return node

    def _learn(self, node: ast.expr, known: Known, *, truth: bool) -> Known:
        if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And if truth else ast.Or):
            for value in node.values:
                known = self._learn(value, known, truth=truth)
            return known
        test = self._read(node)
        if test is None:
            return known
        return known | {test.name: _refine(self._interval(test.name, known), test, truth=truth)}

    def _interval(self, name: str, known: Known) -> Interval:
        found = known.get(name, Interval())
        return found.meet(Interval(0)) if name in self.natural else found

    def _read(self, node: ast.expr) -> Test | None:
        """A test of a variable that can be followed; None for anything else."""
        if not isinstance(node, ast.Compare) or len(node.ops) != 1:
            return None
        left, operator, right = node.left, node.ops[0], node.comparators[0]
        if (value := _integer(right)) is not None and self._is_followed(left):
            plain = {ast.LtE: ("most", value), ast.Lt: ("most", value - 1), ast.GtE: ("least", value), ast.Gt: ("least", value + 1)}
            plain |= {ast.Eq: ("among", value), ast.NotEq: ("outside", value)}
            found = plain.get(type(operator))
            return Test(left.id, found[0], (found[1],)) if found is not None and isinstance(left, ast.Name) else None
        if (value := _integer(left)) is not None and self._is_followed(right) and isinstance(right, ast.Name):
            least = {ast.LtE: value, ast.Lt: value + 1}.get(type(operator))
            return Test(right.id, "least", (least,)) if least is not None else None
        return self._read_members(left, operator, right)

    def _read_members(self, left: ast.expr, operator: ast.cmpop, right: ast.expr) -> Test | None:
        if not isinstance(right, ast.Tuple) or not isinstance(operator, ast.In | ast.NotIn) or not self._is_followed(left):
            return None
        values = [_integer(item) for item in right.elts]
        numbers = tuple(sorted(value for value in values if value is not None))
        if len(numbers) < len(values) or len(numbers) > _MOST_MEMBERS or not isinstance(left, ast.Name):
            return None
        return Test(left.id, "among" if isinstance(operator, ast.In) else "outside", numbers)

    def _is_followed(self, node: ast.expr) -> bool:
        """Whether an expression is an integer variable that only its function's own statements assign."""
        variable = self.facts.bindings.variables.get(node.id) if isinstance(node, ast.Name) else None
        if variable is None or not isinstance(node, ast.Name) or not is_integer(node, self.facts):
            return False
        return len(self.facts.occurrences.stores[node.id]) == 1 or not (variable.is_captured or variable.role == "captured")


def _stored(node: ast.AST) -> set[str]:
    return {child.id for child in walk(node) if isinstance(child, ast.Name) and not isinstance(child.ctx, ast.Load)}


def _stored_in(block: list[ast.stmt]) -> set[str]:
    return set().union(*map(_stored, block))


def _forget(known: Known, names: set[str]) -> Known:
    return {name: interval for name, interval in known.items() if name not in names}


def _integer(node: ast.expr) -> int | None:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) and isinstance(node.operand, ast.Constant):
        return -node.operand.value if type(node.operand.value) is int else None
    return node.value if isinstance(node, ast.Constant) and type(node.value) is int else None


def _unite(first: Test, second: Test, *, truth: bool) -> ast.expr | None:
    """The one comparison that two tests of a variable come to, the second of which only adds the next number to the first."""
    wanted = ("least", "outside") if truth else ("most", "among")
    if first.name != second.name or (first.operator, second.operator) != wanted or len(second.values) != 1:
        return None
    name, bound, value = ast.Name(first.name, ast.Load()), first.values[0], second.values[0]
    if truth:
        return ast.Compare(_number(value), [ast.Lt()], [name]) if value == bound else None
    return ast.Compare(name, [ast.LtE()], [_number(value)]) if value == bound + 1 else None


def _number(value: int) -> ast.expr:
    return constant(value) if value >= 0 else ast.UnaryOp(ast.USub(), constant(-value))


def _refine(before: Interval, test: Test, *, truth: bool) -> Interval:
    """What is known of the variable after the test turned out this way."""
    if not test.values:
        return before
    low, high = test.values[0], test.values[-1]
    match test.operator, truth:
        case ("most", True):
            return before.meet(Interval(None, low))
        case ("most", False):
            return before.meet(Interval(low + 1))
        case ("least", True):
            return before.meet(Interval(low))
        case ("least", False):
            return before.meet(Interval(None, low - 1))
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


def _write(test: Test, known: Interval, node: ast.expr) -> ast.expr:
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


RULES = (ProgramRule("known_ranges", _simplify_tests),)
