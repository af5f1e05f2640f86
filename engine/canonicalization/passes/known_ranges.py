"""Tests of integers in the light of earlier tests: `n <= 0` where n is known not to be negative is `n == 0`.

Interval analysis (Cousot and Cousot 1976) of local variables along the path to each test; what a statement assigns is forgotten.
"""

import ast
from functools import cached_property
from itertools import pairwise

from engine.canonicalization.conditions import is_integer
from engine.canonicalization.facts.nonnegative import nonnegative_variables
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.intervals import Interval, Known, Test, integer_of, refine, spell, unite
from engine.canonicalization.program import Program, entry_parameters
from engine.canonicalization.rules import ProgramRule
from engine.canonicalization.syntax import always_leaves, same
from engine.canonicalization.trees import walk

_MOST_MEMBERS = 16


def _simplify_tests(program: Program) -> bool:
    """Walk every function with what its entry promises, and the module with nothing."""
    bounds, walker = kept_bounds(program), _follower(program)
    for function in program.facts.occurrences.functions:
        walker.block(function.body, {name: Interval(low) for name, low in bounds.items()})
    return walker.changed


class Along:
    """What is known of integer variables along a function's own body, found out as far as it is asked for."""

    def __init__(self, block: list[ast.stmt], program: Program) -> None:
        """Take the body, and the program whose facts and bounds hold."""
        self._block, self._program = block, program

    @cached_property
    def _walker(self) -> "_Walker":
        return _follower(self._program)

    @cached_property
    def _known(self) -> list[Known]:
        return [{name: Interval(low) for name, low in kept_bounds(self._program).items()}]

    def before(self, index: int) -> Known:
        """What is known before a statement."""
        for node in self._block[len(self._known) - 1 : index]:
            self._known.append(self._walker.after(node, self._known[-1]))
        return self._known[index]

    def learn(self, test: ast.expr, index: int) -> tuple[str, Interval] | None:
        """The one variable that a test in a statement asks for, and in which interval it lies where that is true; None for other tests."""
        return self._walker.interval_if_true(test, self.before(index))


def kept_bounds(program: Program) -> dict[str, int]:
    """The lower bounds that every call of the entry point keeps, where nothing is demanded beyond them."""
    return program.lower_bounds if program.assumptions.outside is None and keeps_bounds(program) else {}


def _follower(program: Program) -> "_Walker":
    return _Walker(program.facts, natural=nonnegative_variables(program.facts, kept_bounds(program)))


def keeps_bounds(program: Program) -> bool:
    """Whether the module's own calls of the entry point stay inside its domain: by induction, no call is the first to leave it."""
    entry = program.assumptions.entry_point or ""
    if not program.lower_bounds or not program.facts.occurrences.loads.get(entry):
        return True
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
        stored: list[ast.AST] = [node]
        if isinstance(node, ast.If):
            known = _forget(known, [node.test])
            node.test = self._expression(node.test, known)
            self.block(node.body, self._learn(node.test, known, truth=True))
            self.block(node.orelse, self._learn(node.test, known, truth=False))
            if always_leaves(node.body):
                known, stored = self._learn(node.test, known, truth=False), [*node.orelse]
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
            node.value = self._expression(node.value, _forget(known, [node.value]))
        return _forget(known, stored)

    def after(self, node: ast.stmt, known: Known) -> Known:
        """What is known after a statement, which stays as it is."""
        self.is_watching = True
        return self._statement(node, known)

    def interval_if_true(self, test: ast.expr, known: Known) -> tuple[str, Interval] | None:
        """The variable of a test and its values where the test is true."""
        read = self._read(test)
        return (read.name, refine(self._interval(read.name, known), read, truth=True)) if read is not None else None

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
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub | ast.Add) and (value := integer_of(node.right)) is not None:
            distance = value if isinstance(node.op, ast.Add) else -value
            node = node.left
        if (own := integer_of(node)) is not None:
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
        written = spell(test, self._interval(test.name, known), node) if test is not None else node
        if same(written, node):
            return node
        self.changed = True
        return written

    def _united(self, node: ast.BoolOp) -> ast.expr:
        """`n < 0 or n == 0` is `n <= 0`, and `n >= 0 and n != 0` is `n > 0`, in either order."""
        truth = isinstance(node.op, ast.And)
        for index, pair in enumerate(pairwise(node.values)):
            first, second = map(self._read, pair)
            is_read = first is not None and second is not None
            united = (unite(first, second, truth=truth) or unite(second, first, truth=truth)) if is_read else None  # type: ignore[arg-type]
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
        return known | {test.name: refine(self._interval(test.name, known), test, truth=truth)}

    def _interval(self, name: str, known: Known) -> Interval:
        found = known.get(name, Interval())
        return found.meet(Interval(0)) if name in self.natural else found

    def _read(self, node: ast.expr) -> Test | None:
        """A test of a variable that can be followed; None for anything else."""
        if not isinstance(node, ast.Compare) or len(node.ops) != 1:
            return None
        left, operator, right = node.left, node.ops[0], node.comparators[0]
        if (value := integer_of(right)) is not None and self._is_followed(left):
            plain = {ast.LtE: ("most", value), ast.Lt: ("most", value - 1), ast.GtE: ("least", value), ast.Gt: ("least", value + 1)}
            plain |= {ast.Eq: ("among", value), ast.NotEq: ("outside", value)}
            found = plain.get(type(operator))
            return Test(left.id, found[0], (found[1],)) if found is not None and isinstance(left, ast.Name) else None
        if (value := integer_of(left)) is not None and self._is_followed(right) and isinstance(right, ast.Name):
            least = {ast.LtE: value, ast.Lt: value + 1}.get(type(operator))
            return Test(right.id, "least", (least,)) if least is not None else None
        return self._read_members(left, operator, right)

    def _read_members(self, left: ast.expr, operator: ast.cmpop, right: ast.expr) -> Test | None:
        if not isinstance(right, ast.Tuple) or not isinstance(operator, ast.In | ast.NotIn) or not self._is_followed(left):
            return None
        values = [integer_of(item) for item in right.elts]
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


def _forget(known: Known, nodes: list[ast.AST]) -> Known:
    """What is still known after some code, which may store variables."""
    if not known:
        return known
    names = {child.id for node in nodes for child in walk(node) if child.__class__ is ast.Name and child.ctx.__class__ is not ast.Load}
    return {name: interval for name, interval in known.items() if name not in names}


RULES = (ProgramRule("known_ranges", _simplify_tests),)
