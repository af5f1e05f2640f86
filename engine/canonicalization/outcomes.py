"""What some statements come to when a few variables are known: a small interpreter that gives up on whatever it does not know.

It runs only code that cannot fail, cannot be noticed and ends soon; so what it answers is what Python would answer.
"""

import ast
import operator
from collections.abc import Callable

from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.known_operations import compare, numbers_of_range, substituted, text_method
from engine.canonicalization.known_values import AtMost, Empty, Exact, Recursion, Unknown, Value

_MOST_STEPS = 60
_LARGEST = 10**6
_DEEPEST = 4


_ARITHMETIC: dict[type[ast.operator], Callable[[int, int], int]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
}
_EMPTY_VIEWS = frozenset({"keys", "values", "items"})
_MAKERS = {
    "list": "list",
    "sorted": "list",
    "set": "set",
    "dict": "dict",
    "reversed": "iterator",
    "enumerate": "iterator",
    "zip": "iterator",
}


class _Returned(Exception):
    def __init__(self, value: Value) -> None:
        self.value = value


def result_of(statements: list[ast.stmt], known: dict[str, Value], facts: ProgramFacts, recursion: Recursion | None = None) -> Value:
    """What a function returns that runs these statements to its end, with these variables known; raises Unknown."""
    return _Interpreter(dict(known), facts, recursion).result(statements)


def value_of(node: ast.expr, known: dict[str, Value], facts: ProgramFacts) -> Value:
    """What an expression evaluates to; raises Unknown."""
    return _Interpreter(dict(known), facts).value(node)


class _Interpreter:
    def __init__(self, known: dict[str, Value], facts: ProgramFacts, recursion: Recursion | None = None, depth: int = 0) -> None:
        self.known, self.facts, self.recursion, self.depth, self.steps = known, facts, recursion, depth, 0

    def result(self, statements: list[ast.stmt]) -> Value:
        """What a function with this body returns."""
        try:
            self.run(statements)
        except _Returned as returned:
            return returned.value
        return Exact(None)

    def run(self, statements: list[ast.stmt]) -> None:
        for node in statements:
            self.steps += 1
            if self.steps > _MOST_STEPS:
                raise Unknown
            self._statement(node)

    def _statement(self, node: ast.stmt) -> None:
        match node:
            case ast.Pass():
                return
            case ast.Return():
                raise _Returned(self.value(node.value) if node.value is not None else Exact(None))
            case ast.Assign(targets=[target]):
                self._assign(target, node.value)
            case ast.If():
                self.run(node.body if self.truth(node.test) else node.orelse)
            case ast.While():
                while self.truth(node.test):
                    self._turn(node.body)
                self.run(node.orelse)
            case ast.For(target=ast.Name() as target):
                for item in self._items(node.iter):
                    self.known[target.id] = Exact(item)
                    self._turn(node.body)
                self.run(node.orelse)
            case ast.For() if not self._items(node.iter):
                self.run(node.orelse)
            case _:
                raise Unknown

    def _turn(self, body: list[ast.stmt]) -> None:
        self.steps += 1
        self.run(body)

    def _assign(self, target: ast.expr, value: ast.expr) -> None:
        if isinstance(target, ast.Name):
            self.known[target.id] = self.value(value)
            return
        if not isinstance(target, ast.Tuple) or not isinstance(value, ast.Tuple) or len(target.elts) != len(value.elts):
            raise Unknown
        values = [self.value(item) for item in value.elts]
        for item, found in zip(target.elts, values, strict=True):
            if not isinstance(item, ast.Name):
                raise Unknown
            self.known[item.id] = found

    def truth(self, node: ast.expr) -> bool:
        """Whether an expression counts as true."""
        match self.value(node):
            case Exact(value):
                return bool(value)
            case Empty(kind) if kind != "iterator":
                return False
        raise Unknown

    def value(self, node: ast.expr) -> Value:
        """The value of an expression."""
        rule = _RULES.get(type(node))
        if rule is None:
            raise Unknown
        return rule(self, node)

    def _constant(self, node: ast.Constant) -> Value:
        if isinstance(node.value, int | str | None):
            return Exact(node.value)
        raise Unknown

    def _name(self, node: ast.Name) -> Value:
        if node.id in self.known:
            return self.known[node.id]
        raise Unknown

    def _display(self, node: ast.List | ast.Dict) -> Value:
        if node.elts if isinstance(node, ast.List) else node.keys:
            raise Unknown
        return Empty(type(node).__name__.lower())

    def _comparison(self, node: ast.Compare) -> Value:
        if len(node.ops) != 1:
            raise Unknown
        return Exact(compare(self.value(node.left), node.ops[0], self.value(node.comparators[0])))

    def _choice(self, node: ast.IfExp) -> Value:
        return self.value(node.body if self.truth(node.test) else node.orelse)

    def _part(self, node: ast.Subscript) -> Value:
        if isinstance(node.slice, ast.Slice):
            return self._slice(self.value(node.value), node.slice)
        raise Unknown

    def _unary(self, node: ast.UnaryOp) -> Value:
        if isinstance(node.op, ast.Not):
            return Exact(not self.truth(node.operand))
        if isinstance(node.op, ast.USub):
            return Exact(-self._integer(node.operand))
        raise Unknown

    def _integer(self, node: ast.expr) -> int:
        value = self.value(node)
        if isinstance(value, Exact) and isinstance(value.value, int) and type(value.value) is int:
            return value.value
        raise Unknown

    def _binary(self, node: ast.BinOp) -> Value:
        left, right = self.value(node.left), self.value(node.right)
        if isinstance(left, AtMost) and isinstance(node.op, ast.Add | ast.Sub):
            distance = self._integer(node.right)
            return AtMost(left.high + (distance if isinstance(node.op, ast.Add) else -distance))
        if isinstance(left, Exact) and isinstance(right, Exact):
            if type(left.value) is type(right.value) is str and isinstance(node.op, ast.Add):
                return Exact(left.value + right.value)
            first, second, work = self._integer(node.left), self._integer(node.right), _ARITHMETIC.get(type(node.op))
            if (
                work is not None
                and abs(first) < _LARGEST
                and abs(second) < _LARGEST
                and (second or work not in {operator.floordiv, operator.mod})
            ):
                return Exact(work(first, second))
        raise Unknown

    def _either(self, node: ast.BoolOp) -> Value:
        stops_at = isinstance(node.op, ast.Or)
        for part in node.values[:-1]:
            if self.truth(part) == stops_at:
                return self.value(part)
        return self.value(node.values[-1])

    def _items(self, node: ast.expr) -> list[object]:
        """What iterating over a value gives; only texts, ranges and what is empty."""
        if isinstance(node, ast.Call) and self._is_built_in(node.func, "range") and not node.keywords:
            return numbers_of_range([self.value(part) for part in node.args])
        found = self.value(node)
        if isinstance(found, Empty):
            return []
        if isinstance(found, Exact) and isinstance(found.value, str):
            return list(found.value)
        raise Unknown

    def _comprehension(self, node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp) -> Value:
        if self._items(node.generators[0].iter) or node.generators[0].is_async:
            raise Unknown
        return Empty({ast.ListComp: "list", ast.SetComp: "set", ast.DictComp: "dict"}.get(type(node), "iterator"))

    def _slice(self, value: Value, slice_: ast.Slice) -> Value:
        bounds = [self._integer(part) if part is not None else None for part in (slice_.lower, slice_.upper, slice_.step)]
        if bounds[2] == 0:
            raise Unknown
        if isinstance(value, Empty) and value.kind == "list":
            return Empty("list")
        if isinstance(value, Exact) and isinstance(value.value, str):
            return Exact(value.value[slice(*bounds)])
        raise Unknown

    def _is_built_in(self, node: ast.expr, name: str) -> bool:
        return (
            isinstance(node, ast.Name)
            and node.id == name
            and name not in self.facts.shadowed
            and name not in self.facts.inference.functions
        )

    def _call(self, node: ast.Call) -> Value:
        if node.keywords or any(isinstance(part, ast.Starred) for part in node.args):
            raise Unknown
        if isinstance(node.func, ast.Attribute):
            return self._method(node.func, node.args)
        if self.recursion is not None and isinstance(node.func, ast.Name) and node.func.id == self.recursion.function.name:
            return self._again(self.recursion, node.args)
        for name in ("len", "sum", "any", "all", *_MAKERS):
            if self._is_built_in(node.func, name) and len(node.args) <= 1:
                return self._of_items(name, self._items(node.args[0]) if node.args else [])
        raise Unknown

    def _again(self, recursion: Recursion, arguments: list[ast.expr]) -> Value:
        """Call the function again: one level after the other, so that nothing rests on itself."""
        value = self._integer(arguments[0]) if len(arguments) == 1 else recursion.except_for
        if value == recursion.except_for or self.depth >= _DEEPEST:
            raise Unknown
        inner = _Interpreter({recursion.function.args.args[0].arg: Exact(value)}, self.facts, recursion, self.depth + 1)
        return inner.result(recursion.function.body)

    def _of_items(self, name: str, items: list[object]) -> Value:
        if name == "len":
            return Exact(len(items))
        if items:
            raise Unknown
        if name in _MAKERS:
            return Empty(_MAKERS[name])
        return Exact({"sum": 0, "any": False, "all": True}[name])

    def _method(self, node: ast.Attribute, arguments: list[ast.expr]) -> Value:
        if isinstance(node.value, ast.Name) and node.value.id == "re" and "re" in self.facts.inference.imported:
            return self._substitution(node.attr, arguments)
        owner = self.value(node.value)
        if isinstance(owner, Empty) and owner.kind == "dict" and node.attr in _EMPTY_VIEWS and not arguments:
            return Empty("iterator")
        if not isinstance(owner, Exact) or not isinstance(owner.value, str):
            raise Unknown
        if node.attr == "join" and len(arguments) == 1 and not self._items(arguments[0]):
            return Exact("")
        if node.attr == "split" and not arguments and not owner.value.strip():
            return Empty("list")
        return text_method(owner.value, node.attr, [self.value(argument) for argument in arguments])

    def _substitution(self, name: str, arguments: list[ast.expr]) -> Value:
        parts = [self.value(argument) for argument in arguments]
        texts = [part.value for part in parts if isinstance(part, Exact) and isinstance(part.value, str)]
        if name != "sub" or len(texts) != 3 or texts[2]:
            raise Unknown
        return substituted(texts[0], texts[1], texts[2])


_RULES: dict[type[ast.expr], Callable[..., Value]] = {
    ast.Constant: _Interpreter._constant,
    ast.Name: _Interpreter._name,
    ast.List: _Interpreter._display,
    ast.Dict: _Interpreter._display,
    ast.UnaryOp: _Interpreter._unary,
    ast.BinOp: _Interpreter._binary,
    ast.BoolOp: _Interpreter._either,
    ast.Compare: _Interpreter._comparison,
    ast.IfExp: _Interpreter._choice,
    ast.ListComp: _Interpreter._comprehension,
    ast.SetComp: _Interpreter._comprehension,
    ast.DictComp: _Interpreter._comprehension,
    ast.GeneratorExp: _Interpreter._comprehension,
    ast.Subscript: _Interpreter._part,
    ast.Call: _Interpreter._call,
}
