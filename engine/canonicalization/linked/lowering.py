"""A method's statements as steps on a chain of nodes, and as statements on a list of keys.

Where the method has a node, the new one has the node's key. A step reads nothing that the statement does not, so that what is proven of the
steps holds for both.
"""

import ast
import copy

from engine.canonicalization.linked import steps
from engine.canonicalization.linked.links import change_at
from engine.canonicalization.linked.nodes import NodeReader, Refused
from engine.canonicalization.linked.steps import Branch, Fact, NodeAt, Step
from engine.canonicalization.syntax import load

Lowered = tuple[tuple[Step, ...], list[ast.stmt]]


class Lowering:
    """Lowers the methods of one class. Raises Refused where a statement does something else with nodes."""

    def __init__(self, reader: NodeReader, signatures: dict[str, ast.FunctionDef]) -> None:
        """Take who reads nodes, and the class's methods by name."""
        self._reader, self._signatures = reader, signatures
        self.sides: set[str] = set()
        self.values: dict[str, ast.expr] = {}

    def block(self, body: list[ast.stmt]) -> Lowered:
        """Lower statements one after the other, those that set links together."""
        made: list[Step] = []
        written: list[ast.stmt] = []
        index = 0
        while index < len(body):
            change = change_at(body, index, self._reader.me, self._reader.shape)
            if change is not None and change.node in self._reader.names:
                self._only_there(change.helpers, body[index : index + change.length])
                node = steps.Named(change.node)
                made.append(steps.TakeOut(node) if change.kind == "out" else steps.PutIn(node))
                written.append(self._call("remove" if change.kind == "out" else "append", load(change.node)))
                self.sides |= {change.kind} - {"out"}
                index += change.length
                continue
            more, statements = self._statement(body[index])
            made += more
            written += statements
            index += 1
        return tuple(made), written

    def _only_there(self, helpers: frozenset[str], run: list[ast.stmt]) -> None:
        inside = sum(isinstance(part, ast.Name) and part.id in helpers for item in run for part in ast.walk(item))
        if inside != sum(isinstance(part, ast.Name) and part.id in helpers for part in ast.walk(self._reader.method)):
            raise Refused

    def _call(self, method: str, key: ast.expr) -> ast.stmt:
        return ast.Expr(ast.Call(ast.Attribute(self._reader.keys(), method, ast.Load()), [key], []))

    def _statement(self, node: ast.stmt) -> Lowered:
        if isinstance(node, ast.If):
            return self._branch(node)
        if isinstance(node, ast.Return):
            return self._leave(node)
        if isinstance(node, ast.Delete):
            return self._drop(node)
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            return self._assign(node.targets[0], node.value)
        if isinstance(node, ast.Expr) and (called := self._called(node.value, None)) is not None:
            return (called[0],), [ast.Expr(called[1])]
        return self._other(node)

    def _branch(self, node: ast.If) -> Lowered:
        tests = node.test.values if isinstance(node.test, ast.BoolOp) and isinstance(node.test.op, ast.And) else [node.test]
        found = [self._fact(test) for test in tests]
        uses, test = self._reader.plain(node.test)
        facts = tuple(fact for fact in found if fact is not None)
        is_whole = len(tests) == len(facts) == 1
        body, orelse = self.block(node.body), self.block(node.orelse)
        before: tuple[Step, ...] = uses if len(facts) == len(tests) else (*uses, steps.Other())
        return (*before, Branch(facts, is_whole, body[0], orelse[0])), [ast.If(test, body[1], orelse[1])]

    def _fact(self, test: ast.expr) -> Fact | None:
        if not isinstance(test, ast.Compare) or len(test.ops) != 1:
            return None
        operator, right = test.ops[0], test.comparators[0]
        if isinstance(operator, ast.In | ast.NotIn) and isinstance(test.left, ast.Name) and self._reader.is_dictionary(right):
            self._reader.note_key(test.left.id)
            return Fact(test.left.id, isinstance(operator, ast.In))
        if isinstance(operator, ast.Gt | ast.GtE | ast.Eq) and self._reader.is_count(test.left) and self._reader.is_positive(right):
            return Fact(None)
        if isinstance(operator, ast.Lt | ast.LtE | ast.Eq) and self._reader.is_count(right) and self._reader.is_positive(test.left):
            return Fact(None)
        return None

    def _leave(self, node: ast.Return) -> Lowered:
        given = self._reader.node(node.value)
        if given is not None:
            return (steps.Leave(given),), [ast.Return(self._reader.key_of(given))]
        if node.value is None:
            return (steps.Leave(None),), [node]
        uses, value = self._reader.plain(node.value)
        return (*uses, steps.Other(), steps.Leave(None)), [ast.Return(value)]

    def _drop(self, node: ast.Delete) -> Lowered:
        target = node.targets[0] if len(node.targets) == 1 else None
        if not isinstance(target, ast.Subscript) or not self._reader.is_dictionary(target.value):
            return self._other(node)
        key = self._reader.key_in(target.slice)
        if key is None:
            raise Refused
        written = load(key) if isinstance(key, str) else self._reader.key_of(key)
        return (steps.Drop(key),), [ast.Delete([ast.Subscript(target.value, written, ast.Del())])]

    def _assign(self, target: ast.expr, value: ast.expr) -> Lowered:
        reader = self._reader
        if isinstance(target, ast.Name):
            return self._bind(target, value)
        given = reader.node(value)
        if isinstance(target, ast.Subscript) and reader.is_dictionary(target.value) and isinstance(target.slice, ast.Name):
            reader.note_key(target.slice.id)
            if given is None:
                raise Refused
            return (steps.Enter(target.slice.id, given),), [ast.Assign([target], self._value(given, value))]
        owner = reader.node(target.value) if isinstance(target, ast.Attribute) and target.attr == reader.shape.value else None
        if owner is None or given is not None:
            return self._other(ast.Assign([target], value))
        uses, new = reader.plain(value)
        place = ast.Subscript(reader.dictionary(), reader.key_of(owner), ast.Store())
        return (*uses, steps.Other(), steps.Use(owner, is_value=True)), [ast.Assign([place], new)]

    def _bind(self, target: ast.Name, value: ast.expr) -> Lowered:
        given = self._reader.node(value)
        called = self._called(value, target.id)
        if called is not None:
            return (called[0],), [ast.Assign([target], called[1])]
        if given is None:
            return self._other(ast.Assign([target], value))
        if isinstance(given, steps.New):
            if target.id in self.values:
                raise Refused
            self.values[target.id] = self._reader.value_in(value)
        return (steps.Bind(target.id, given),), [ast.Assign([target], self._reader.key_of(given))]

    def _value(self, given: NodeAt, written: ast.expr) -> ast.expr:
        """The value of a new node that comes into the dictionary."""
        if isinstance(given, steps.New):
            return self._reader.value_in(written)
        if not isinstance(given, steps.Named) or given.name not in self.values:
            raise Refused
        return copy.deepcopy(self.values[given.name])

    def _called(self, node: ast.expr, target: str | None) -> tuple[Step, ast.Call] | None:
        """A call of one of the class's own methods."""
        name = self._reader.own_attribute(node.func) if isinstance(node, ast.Call) else None
        if name is None or name not in self._signatures or not isinstance(node, ast.Call):
            return None
        count = len(self._signatures[name].args.args) - 1
        if node.keywords or len(node.args) != count or any(isinstance(item, ast.Starred) for item in node.args):
            raise Refused
        arguments: list[NodeAt | str | None] = []
        written: list[ast.expr] = []
        for argument in node.args:
            given = self._reader.node(argument)
            if given is not None:
                arguments.append(given)
                written.append(self._reader.key_of(given))
            elif isinstance(argument, ast.Name | ast.Constant):
                _, plain = self._reader.plain(argument)
                arguments.append(argument.id if isinstance(argument, ast.Name) else None)
                written.append(plain)
            else:
                raise Refused
        is_node = target in self._reader.names
        return steps.Call(name, tuple(arguments), target if is_node else None), ast.Call(node.func, written, [])

    def _other(self, node: ast.stmt) -> Lowered:
        uses, written = self._reader.plain(node)
        is_quiet = isinstance(node, ast.Pass)
        return (*uses, *(() if is_quiet else (steps.Other(),))), [written]
