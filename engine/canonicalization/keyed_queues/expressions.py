"""Expressions that look at a dictionary and the list of its keys, for the `OrderedDict` that takes the place of both; see `state`."""

import ast
from collections.abc import Callable
from dataclasses import dataclass

from engine.canonicalization.facts.effects import WORLD, Effects
from engine.canonicalization.facts.types import NUMBERS, is_hashable, kind
from engine.canonicalization.keyed_queues.reading import Queue
from engine.canonicalization.keyed_queues.state import QueueState, Refused, joined
from engine.canonicalization.syntax import COMPREHENSION_NODES, SCOPES
from engine.canonicalization.trees import copied, walk

_ODD = (*SCOPES, *COMPREHENSION_NODES, ast.NamedExpr, ast.Yield, ast.YieldFrom, ast.Await)
_NEGATED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE,
    ast.LtE: ast.Gt,
    ast.Gt: ast.LtE,
    ast.GtE: ast.Lt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
}
_MIRRORED: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.Lt: ast.Gt, ast.LtE: ast.GtE, ast.Gt: ast.Lt, ast.GtE: ast.LtE}
_SURE = Effects()


@dataclass(frozen=True, slots=True)
class Tested:
    """A test in its new words, and what is known where it holds, and where it does not."""

    test: ast.expr
    holding: QueueState
    failing: QueueState

    def __invert__(self) -> "Tested":
        return Tested(ast.UnaryOp(ast.Not(), self.test), self.failing, self.holding)


@dataclass(frozen=True, slots=True)
class QueueExpressions:
    """Translates expressions; raises Refused where one shows what the two do not have in common with the one."""

    queue: Queue
    is_positive: Callable[[ast.expr], bool]

    def key(self, node: ast.expr, state: QueueState) -> str:
        """The name of a key; Refused for anything else."""
        name = self.queue.key(node, state.inside | state.first | {state.head_key})
        if name is None:
            raise Refused
        return name

    def value(self, node: ast.expr, state: QueueState) -> tuple[ast.expr, QueueState]:
        """The expression, and what is known after it is evaluated."""
        effects = self._effects(node, state)
        if WORLD in effects.writes:
            state = state.forget()
        elif effects.raises or effects.leaves:
            QueueState.require(state.is_settled)
        translated = self._translated(node, state) if self.queue.is_in(node) else node
        for part in walk(node):
            if isinstance(part, ast.Name) and not isinstance(part.ctx, ast.Load):
                state = state.rebound(part.id)
        return translated, self._found(node, state)

    def _found(self, node: ast.expr, state: QueueState) -> QueueState:
        """After `D[k]`, k is known to be in D."""
        if not isinstance(node, ast.Subscript) or not self.queue.is_dictionary(node.value):
            return state
        name = self.queue.key(node.slice, state.inside)
        return state if name is None else state.knowing(name, is_in=True)

    def test(self, node: ast.expr, state: QueueState) -> Tested:
        """The expression as a test."""
        if isinstance(node, ast.BoolOp) and self.queue.is_in(node):
            return self._combined(node, state)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not) and self.queue.is_in(node):
            return ~self.test(node.operand, state)
        if self.queue.is_dictionary(node) or self.queue.is_keys(node):
            QueueState.require(self.queue.is_dictionary(node) or state.is_settled)
            return Tested(self.queue.instead(node), state.with_least(1), state)
        translated, after = self.value(node, state)
        asked = self.queue.membership(node)
        name = self.queue.key(asked[0], after.inside | after.first | {after.head_key}) if asked is not None else None
        if asked is not None and name is not None:
            return Tested(translated, after.knowing(name, is_in=asked[2]), after.knowing(name, is_in=not asked[2]))
        return Tested(translated, self._counted(node, after, holds=True), self._counted(node, after, holds=False))

    def decided(self, node: ast.expr, state: QueueState) -> bool | None:
        """Whether a test for a key is known to hold, or to fail."""
        asked = self.queue.membership(node)
        if asked is None or (self.queue.is_keys(asked[1]) and not state.is_settled):
            return None
        name = self.queue.key(asked[0], state.inside)
        if name is None or name not in state.inside | state.outside:
            return None
        return (name in state.inside) == asked[2]

    def _combined(self, node: ast.BoolOp, state: QueueState) -> Tested:
        tests: list[ast.expr] = []
        left: QueueState | None = None
        is_and = isinstance(node.op, ast.And)
        for value in node.values:
            tested = self.test(value, state)
            tests.append(tested.test)
            state, other = (tested.holding, tested.failing) if is_and else (tested.failing, tested.holding)
            left = joined(left, other)
        assert left is not None
        whole = ast.BoolOp(node.op, tests)
        return Tested(whole, state, left) if is_and else Tested(whole, left, state)

    def _counted(self, node: ast.expr, state: QueueState, *, holds: bool) -> QueueState:
        """What a comparison says about the number of entries."""
        if not isinstance(node, ast.Compare) or len(node.ops) != 1:
            return state
        operator, bound, container = type(node.ops[0]), node.left, self.queue.counted(node.comparators[0])
        if container is None:
            operator, bound, container = _MIRRORED.get(operator, operator), node.comparators[0], self.queue.counted(node.left)
        operator = operator if holds else _NEGATED.get(operator, operator)
        least = self._least(bound)
        if container is None or least is None:
            return state
        surplus = state.surplus if self.queue.is_keys(container) else 0
        if operator in {ast.LtE, ast.Eq}:
            return state.with_least(least - surplus)
        if operator is ast.Lt or (operator is ast.NotEq and least == 0 and isinstance(bound, ast.Constant)):
            return state.with_least(least + 1 - surplus)
        return state

    def _least(self, bound: ast.expr) -> int | None:
        """The least value that a bound can have."""
        if isinstance(bound, ast.Constant):
            return bound.value if type(bound.value) is int else None
        return 1 if self.is_positive(bound) else None

    def _effects(self, node: ast.expr, state: QueueState) -> Effects:
        """What an expression does; what it asks of the two is known to be harmless where the answer is known to exist."""
        if not self.queue.is_in(node):
            return self.queue.facts.effects_of(node)
        if any(isinstance(part, _ODD) for part in walk(node)):
            raise Refused
        return _SURE if self._is_quiet(node, state) else self.queue.facts.effects_of(node)

    def _is_quiet(self, node: ast.expr, state: QueueState) -> bool:
        """Whether an expression only computes a value, which cannot fail."""
        if not self.queue.is_in(node):
            return self.queue.facts.effects_of(node).is_total
        if isinstance(node, ast.BoolOp):
            return all(self._is_quiet(part, state) for part in node.values)
        if isinstance(node, ast.UnaryOp):
            return isinstance(node.op, ast.Not) and self._is_quiet(node.operand, state)
        if isinstance(node, ast.Compare) and self.queue.membership(node) is None:
            return all(self._is_number(part) and self._is_quiet(part, state) for part in [node.left, *node.comparators])
        return self._is_sure_question(node, state)

    def _is_sure_question(self, node: ast.expr, state: QueueState) -> bool:
        """Whether an expression asks one of the two for something that is there."""
        queue, asked = self.queue, self.queue.membership(node)
        if asked is not None:
            is_key = queue.key(asked[0], state.inside) is not None
            return is_key or (is_hashable(queue.facts.type_of(asked[0])) and self._is_quiet(asked[0], state))
        if isinstance(node, ast.Subscript) and queue.is_dictionary(node.value):
            return queue.key(node.slice, state.inside) in state.inside
        if isinstance(node, ast.Call) and queue.asked(node):
            return queue.key(node.args[0], state.inside) is not None and all(self._is_quiet(item, state) for item in node.args[1:])
        return queue.counted(node) is not None or queue.is_dictionary(node) or queue.is_keys(node) or queue.is_oldest(node)

    def _is_number(self, node: ast.expr) -> bool:
        return self.queue.counted(node) is not None or kind(self.queue.facts.type_of(node)) in NUMBERS

    def _translated(self, node: ast.expr, state: QueueState) -> ast.expr:
        if not self.queue.is_in(node):
            return node
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return (~self.test(node.operand, state)).test
        question = self._question(node, state)
        return question if question is not None else self._with_parts(node, state)

    def _question(self, node: ast.expr, state: QueueState) -> ast.expr | None:
        """What asks one of the two for something, asked of the one."""
        queue, asked, counted = self.queue, self.queue.membership(node), self.queue.counted(node)
        if asked is not None:
            return self._membership(node, asked, state)
        if counted is not None:
            return self._length(counted, state)
        if queue.is_oldest(node) and isinstance(node, ast.Subscript):
            state.peeked("")
            return oldest(queue.instead(node.value))
        if isinstance(node, ast.Subscript) and queue.is_dictionary(node.value) and not isinstance(node.slice, ast.Slice):
            return ast.Subscript(queue.instead(node.value), self._translated(node.slice, state), ast.Load())
        if isinstance(node, ast.Call) and queue.asked(node):
            return ast.Call(copied(node.func), [self._translated(item, state) for item in node.args], [])
        return None

    def _membership(self, node: ast.expr, asked: tuple[ast.expr, ast.expr, bool], state: QueueState) -> ast.expr:
        """Looking for a key in the list is looking for it in the dictionary, while both have the same keys."""
        wanted, container, _ = asked
        if self.queue.is_keys(container):
            QueueState.require(state.is_settled)
            self.key(wanted, state)
        assert isinstance(node, ast.Compare)
        return ast.Compare(self._translated(wanted, state), node.ops, [self.queue.instead(container)])

    def _length(self, container: ast.expr, state: QueueState) -> ast.expr:
        length = ast.Call(ast.Name("len", ast.Load()), [self.queue.instead(container)], [])
        surplus = state.surplus if self.queue.is_keys(container) else 0
        if surplus == 0:
            return length
        return ast.BinOp(length, ast.Add() if surplus > 0 else ast.Sub(), ast.Constant(abs(surplus)))

    def _with_parts(self, node: ast.expr, state: QueueState) -> ast.expr:
        """The same expression with its parts translated; neither container may be a part as such."""
        if self.queue.is_dictionary(node) or self.queue.is_keys(node):
            raise Refused
        made = copied(node)
        for name, old in ast.iter_fields(node):
            if isinstance(old, ast.expr):
                setattr(made, name, self._translated(old, state))
            elif isinstance(old, list):
                setattr(made, name, [self._part(item, state) for item in old])
        return made

    def _part(self, item: object, state: QueueState) -> object:
        if isinstance(item, ast.expr):
            return self._translated(item, state)
        QueueState.require(not isinstance(item, ast.AST) or not self.queue.is_in(item))
        return item


def oldest(dictionary: ast.expr) -> ast.expr:
    """`next(iter(O))`."""
    return ast.Call(ast.Name("next", ast.Load()), [ast.Call(ast.Name("iter", ast.Load()), [dictionary], [])], [])
