"""Reading a dictionary and a list of its keys, both attributes of one object: which of the list's ends is which, and what looks at them."""

import ast
from dataclasses import dataclass

from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import kind
from engine.canonicalization.syntax import is_constant
from engine.canonicalization.trees import walk


@dataclass(frozen=True, slots=True)
class Queue:
    """The attributes that hold the dictionary and the list; what the list is; whether new keys are put at its end; the kind of the keys."""

    dictionary: str
    keys: str
    container: str
    is_newest_last: bool
    key_kind: str
    facts: ProgramFacts

    def is_dictionary(self, node: ast.AST | None) -> bool:
        """Whether an expression is the dictionary."""
        return isinstance(node, ast.Attribute) and node.attr == self.dictionary

    def is_keys(self, node: ast.AST | None) -> bool:
        """Whether an expression is the list."""
        return isinstance(node, ast.Attribute) and node.attr == self.keys

    def is_in(self, node: ast.AST | list[ast.stmt]) -> bool:
        """Whether some code mentions either."""
        parts = node if isinstance(node, list) else [node]
        return any(self.is_dictionary(part) or self.is_keys(part) for item in parts for part in walk(item))

    def instead(self, node: ast.expr) -> ast.expr:
        """The dictionary of the object whose dictionary or list an expression is."""
        assert isinstance(node, ast.Attribute)
        assert isinstance(node.value, ast.Name)
        return ast.Attribute(ast.Name(node.value.id, ast.Load()), self.dictionary, ast.Load())

    def key(self, node: ast.expr, known: frozenset[str]) -> str | None:
        """The name of a key: a variable, or a constant; `known` names are keys whatever their type seems to be."""
        if isinstance(node, ast.Constant):
            return repr(node.value) if kind(self.facts.type_of(node)) == self.key_kind else None
        variable = self.facts.bindings.variables.get(node.id) if isinstance(node, ast.Name) else None
        if variable is None or variable.is_captured or not isinstance(node, ast.Name):
            return None
        return node.id if node.id in known or kind(self.facts.type_of(node)) == self.key_kind else None

    def put(self, node: ast.AST | None) -> ast.expr | None:
        """K in `L.append(k)`, where new keys are put last, or `L.insert(0, k)`."""
        call = _method_call(node)
        if call is None or not self.is_keys(call[0].value):
            return None
        method, arguments = call[0].attr, call[1]
        if self.is_newest_last:
            return arguments[0] if method == "append" and len(arguments) == 1 else None
        if method == "insert" and len(arguments) == 2 and is_constant(arguments[0], 0):
            return arguments[1]
        return arguments[0] if (method, self.container, len(arguments)) == ("appendleft", "deque", 1) else None

    def removed(self, node: ast.AST | None) -> ast.expr | None:
        """K in `L.remove(k)`."""
        call = _method_call(node)
        is_removing = call is not None and self.is_keys(call[0].value) and call[0].attr == "remove" and len(call[1]) == 1
        return call[1][0] if is_removing and call is not None else None

    def takes_oldest(self, node: ast.AST | None) -> bool:
        """Whether an expression is `L.pop(0)`, where the oldest key is first, or `L.pop()`."""
        call = _method_call(node)
        if call is None or not self.is_keys(call[0].value):
            return False
        method, arguments = call[0].attr, call[1]
        if self.is_newest_last and self.container == "deque":
            return method == "popleft" and not arguments
        if self.is_newest_last:
            return method == "pop" and len(arguments) == 1 and is_constant(arguments[0], 0)
        return method == "pop" and (not arguments or (self.container == "list" and len(arguments) == 1 and _is_last(arguments[0])))

    def is_oldest(self, node: ast.AST | None) -> bool:
        """Whether an expression is `L[0]`, where the oldest key is first, or `L[-1]`; in any context."""
        if not isinstance(node, ast.Subscript) or not self.is_keys(node.value):
            return False
        return is_constant(node.slice, 0) if self.is_newest_last else _is_last(node.slice)

    def popped(self, node: ast.AST | None) -> ast.expr | None:
        """K in `D.pop(k)`."""
        call = _method_call(node)
        is_popping = call is not None and self.is_dictionary(call[0].value) and call[0].attr == "pop" and len(call[1]) == 1
        return call[1][0] if is_popping and call is not None else None

    def asked(self, node: ast.AST) -> bool:
        """Whether an expression is `D.get(k)` or `D.get(k, other)`."""
        call = _method_call(node)
        return call is not None and self.is_dictionary(call[0].value) and call[0].attr == "get" and len(call[1]) in {1, 2}

    def counted(self, node: ast.AST) -> ast.expr | None:
        """D or L in `len(D)` and `len(L)`."""
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id != "len" or node.keywords:
            return None
        is_ours = len(node.args) == 1 and (self.is_dictionary(node.args[0]) or self.is_keys(node.args[0]))
        return node.args[0] if is_ours else None

    def membership(self, node: ast.AST) -> tuple[ast.expr, ast.expr, bool] | None:
        """K, the container, and whether k is wanted in it, of `k in D`, `k not in L`."""
        if not isinstance(node, ast.Compare) or len(node.ops) != 1 or not isinstance(node.ops[0], ast.In | ast.NotIn):
            return None
        container = node.comparators[0]
        is_ours = self.is_dictionary(container) or self.is_keys(container)
        return (node.left, container, isinstance(node.ops[0], ast.In)) if is_ours else None


def put_at(node: ast.Call) -> bool | None:
    """Whether a method of a list puts something at its end, or at its beginning; None if it does neither."""
    method = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    if method == "append":
        return True
    is_first = method == "appendleft" or (method == "insert" and bool(node.args) and is_constant(node.args[0], 0))
    return False if is_first else None


def _method_call(node: ast.AST | None) -> tuple[ast.Attribute, list[ast.expr]] | None:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or node.keywords:
        return None
    return None if any(isinstance(item, ast.Starred) for item in node.args) else (node.func, node.args)


def _is_last(node: ast.expr) -> bool:
    is_negative = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) and is_constant(node.operand, 1)
    return is_negative or is_constant(node, -1)
