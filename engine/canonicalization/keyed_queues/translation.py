"""Methods that keep a dictionary and a list of its keys, for one `OrderedDict` instead of both; see `state`.

The abstraction relation is carried along the statements (a forward simulation, Lynch and Vaandrager 1995): where the two may differ from
the one, nothing may fail, leave, or run unknown code.
"""

import ast
from dataclasses import dataclass, replace

from engine.canonicalization.facts.effects import WORLD
from engine.canonicalization.keyed_queues.expressions import QueueExpressions, oldest
from engine.canonicalization.keyed_queues.reading import Queue
from engine.canonicalization.keyed_queues.state import QueueState, Refused, joined
from engine.canonicalization.procedures import Procedures
from engine.canonicalization.syntax import SCOPES
from engine.canonicalization.trees import copied, walk

_Step = tuple[list[ast.stmt], QueueState | None]
_ODD = (*SCOPES, ast.Global, ast.Nonlocal, ast.Yield, ast.YieldFrom, ast.Await, ast.AsyncFor, ast.AsyncWith)


@dataclass(frozen=True, slots=True)
class QueueTranslation:
    """Translates statements of methods whose object is the `receiver`; raises Refused where the `OrderedDict` could not keep up."""

    queue: Queue
    expressions: QueueExpressions
    procedures: Procedures
    receiver: str = ""

    def method(self, node: ast.FunctionDef) -> list[ast.stmt]:
        """The new body of a method."""
        QueueState.require(not any(isinstance(part, _ODD) for statement in node.body for part in walk(statement)))
        body, state = replace(self, receiver=node.args.args[0].arg)._block(node.body, QueueState())
        QueueState.require(state is None or state.is_settled)
        return body or [ast.Pass()]

    def _block(self, block: list[ast.stmt], state: QueueState | None) -> _Step:
        made: list[ast.stmt] = []
        for node in block:
            if state is None:
                QueueState.require(not self.queue.is_in(node))
                made.append(node)
                continue
            lines, state = self._statement(node, state)
            made += lines
        return made, state

    def _statement(self, node: ast.stmt, state: QueueState) -> _Step:
        called = self.procedures.body_of(node.value, self.receiver) if isinstance(node, ast.Expr) else None
        if called is not None:
            return self._block(called, state)
        step = self._compound(node, state)
        if step is None:
            step = self._simple(node, state)
        return step if step is not None else self._other(node, state)

    def _compound(self, node: ast.stmt, state: QueueState) -> _Step | None:
        """A statement that decides which way to go."""
        if isinstance(node, ast.If):
            return self._choice(node, state)
        if isinstance(node, ast.For | ast.While):
            return self._loop(node, state)
        if isinstance(node, ast.Return | ast.Raise):
            return self._leaving(node, state)
        if isinstance(node, ast.Break | ast.Continue):
            QueueState.require(state.is_settled)
            return [node], None
        return None

    def _simple(self, node: ast.stmt, state: QueueState) -> _Step | None:
        """A statement that has to do with one of the two, or assigns one thing."""
        match node:
            case ast.Assign(targets=[target]):
                return self._assignment(node, target, state)
            case ast.AugAssign(target=ast.Subscript() as target) if self.queue.is_dictionary(target.value):
                return self._change(node, target, state)
            case ast.Delete(targets=[target]) if self.queue.is_in(target):
                return self._deletion(target, state)
            case ast.Expr() if self.queue.is_in(node):
                return self._operation(node, state)
        return None

    def _other(self, node: ast.stmt, state: QueueState) -> _Step:
        """A statement that has nothing to do with the two."""
        QueueState.require(not self.queue.is_in(node))
        effects = self.queue.facts.effects_of(node)
        if WORLD in effects.writes or isinstance(node, ast.Try | ast.TryStar | ast.With | ast.Match):
            return [node], state.forget()
        QueueState.require(state.is_settled or not (effects.raises or effects.leaves))
        for part in walk(node):
            if isinstance(part, ast.Name) and not isinstance(part.ctx, ast.Load):
                state = state.rebound(part.id)
        return [node], state

    def _choice(self, node: ast.If, state: QueueState) -> _Step:
        whole = self._renewal(node, state)
        if whole is not None:
            return whole
        decided = self.expressions.decided(node.test, state)
        if decided is not None:
            return self._block(node.body if decided else node.orelse, state)
        tested = self.expressions.test(node.test, state)
        body, after = self._block(node.body, tested.holding)
        orelse, other = self._block(node.orelse, tested.failing)
        if not body and not orelse and self._is_plain_test(node.test, state):
            return [], joined(after, other)
        return [ast.If(tested.test, body or [ast.Pass()], orelse)], joined(after, other)

    def _is_plain_test(self, test: ast.expr, state: QueueState) -> bool:
        asked = self.queue.membership(test)
        return asked is not None and self.queue.key(asked[0], state.inside) is not None

    def _renewal(self, node: ast.If, state: QueueState) -> _Step | None:
        """`if k in L: L.remove(k)` and `if k not in L: L.append(k)`, where k was just set and may be in L or not."""
        asked = self.queue.membership(node.test)
        if state.tail != "maybe" or asked is None or not self.queue.is_keys(asked[1]) or len(node.body) != 1 or node.orelse:
            return None
        wanted, container, is_wanted = asked
        line = node.body[0].value if isinstance(node.body[0], ast.Expr) else None
        key = self.queue.removed(line) if is_wanted else self.queue.put(line)
        known = state.inside
        QueueState.require(key is not None and self.queue.key(key, known) == self.queue.key(wanted, known) == state.tail_key)
        if not is_wanted:
            return [], state.moved_in()
        return [self._moving(container, wanted)], state.moved_out()

    def _loop(self, node: ast.For | ast.While, state: QueueState) -> _Step:
        state = state.forget()
        if not self.queue.is_in(node):
            return [node], state
        body_state, orelse, made = state, node.orelse, copied(node)
        if isinstance(node, ast.While) and isinstance(made, ast.While):
            tested = self.expressions.test(node.test, state)
            made.test, body_state = tested.test, tested.holding
        else:
            QueueState.require(isinstance(node, ast.For) and not self.queue.is_in(node.iter) and not self.queue.is_in(node.target))
        made.body, after = self._block(node.body, body_state)
        made.orelse, other = self._block(orelse, state)
        QueueState.require(all(item is None or item.is_settled for item in (after, other)))
        made.body = made.body or [ast.Pass()]
        return [made], state

    def _assignment(self, node: ast.Assign, target: ast.expr, state: QueueState) -> _Step:
        queue = self.queue
        if isinstance(target, ast.Name) and queue.is_in(node.value):
            return self._reading(node, target, state)
        if isinstance(target, ast.Subscript) and queue.is_dictionary(target.value):
            value, state = self.expressions.value(node.value, state)
            state = state.stored(self.expressions.key(target.slice, state))
            return [ast.Assign([target], value)], state
        if not queue.is_in(node.value):
            return self._other(node, state)
        is_own = isinstance(target, ast.Attribute) and target.attr in queue.facts.attributes and not queue.is_in(target)
        value, state = self.expressions.value(node.value, state)
        QueueState.require(is_own)
        return [ast.Assign([target], value)], state

    def _reading(self, node: ast.Assign, target: ast.Name, state: QueueState) -> _Step:
        """A variable gets something out of one of the two."""
        variable = self.queue.facts.bindings.variables.get(target.id)
        QueueState.require(variable is not None and not variable.is_captured)
        call, name = node.value, target.id
        if self.queue.takes_oldest(call) and isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
            return [ast.Assign([target], oldest(self.queue.instead(call.func.value)))], state.taken(name)
        if self.queue.is_oldest(call) and isinstance(call, ast.Subscript):
            return [ast.Assign([target], oldest(self.queue.instead(call.value)))], state.peeked(name)
        popped = self.queue.popped(call)
        if popped is not None:
            state = state.deleted(self.expressions.key(popped, state))
            return [node], state.rebound(name)
        value, state = self.expressions.value(call, state)
        return [ast.Assign([target], value)], state.rebound(name)

    def _change(self, node: ast.AugAssign, target: ast.Subscript, state: QueueState) -> _Step:
        """`D[k] += v`, where the key stays where it is."""
        self.expressions.key(target.slice, state)
        is_plain = WORLD not in self.queue.facts.effects_of(node).writes
        QueueState.require(is_plain and not self.queue.is_in(node.value))
        return [node], state.forget()

    def _deletion(self, target: ast.expr, state: QueueState) -> _Step:
        queue = self.queue
        if queue.is_oldest(target):
            return [], state.dropped_first()
        if not isinstance(target, ast.Subscript) or not queue.is_dictionary(target.value):
            raise Refused
        return self._taken_out(target.value, target.slice, state)

    def _taken_out(self, dictionary: ast.expr, key: ast.expr, state: QueueState) -> _Step:
        """`del D[k]`, and with `L.pop(0)` or `L[0]` for k."""
        if self.queue.takes_oldest(key):
            return [self._giving_up(dictionary)], state.given_up()
        if self.queue.is_oldest(key):
            return [self._giving_up(dictionary)], state.given_up_in_dictionary()
        state = state.deleted(self.expressions.key(key, state))
        return [ast.Delete([ast.Subscript(self.queue.instead(dictionary), key, ast.Del())])], state

    def _operation(self, node: ast.Expr, state: QueueState) -> _Step:
        """A call of a method of one of the two, as a statement."""
        queue, call = self.queue, node.value
        put, removed, popped = queue.put(call), queue.removed(call), queue.popped(call)
        if put is not None:
            state, is_moved = state.appended(self.expressions.key(put, state))
            return self._moved(call, put, is_moved=is_moved), state
        if removed is not None and queue.is_oldest(removed):
            return [], state.dropped_first()
        if removed is not None:
            state, is_moved = state.removed(self.expressions.key(removed, state))
            return self._moved(call, removed, is_moved=is_moved), state
        if popped is not None and isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
            return self._taken_out(call.func.value, popped, state)
        if queue.takes_oldest(call):
            return [], state.dropped_first()
        value, state = self.expressions.value(call, state)
        return [ast.Expr(value)], state

    def _leaving(self, node: ast.Return | ast.Raise, state: QueueState) -> _Step:
        if isinstance(node, ast.Return) and node.value is not None:
            value, state = self.expressions.value(node.value, state)
            QueueState.require(state.is_settled)
            return [ast.Return(value)], None
        QueueState.require(state.is_settled and not self.queue.is_in(node))
        return [node], None

    def _moved(self, call: ast.expr, key: ast.expr, *, is_moved: bool) -> list[ast.stmt]:
        assert isinstance(call, ast.Call)
        assert isinstance(call.func, ast.Attribute)
        return [self._moving(call.func.value, key)] if is_moved else []

    def _moving(self, container: ast.expr, key: ast.expr) -> ast.stmt:
        return ast.Expr(ast.Call(ast.Attribute(self.queue.instead(container), "move_to_end", ast.Load()), [copied(key)], []))

    def _giving_up(self, container: ast.expr) -> ast.stmt:
        return ast.Expr(ast.Call(ast.Attribute(self.queue.instead(container), "popitem", ast.Load()), [ast.Constant(False)], []))
