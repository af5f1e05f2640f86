"""Reading nodes in expressions of a method: which expression is a node, and what stands in its place where keys do."""

import ast
import copy
from collections.abc import Callable
from typing import TypeVar

from engine.canonicalization.linked import steps
from engine.canonicalization.linked.shape import Shape, attribute_of
from engine.canonicalization.linked.steps import NodeAt, Step
from engine.canonicalization.members import methods_of
from engine.canonicalization.syntax import load

Code = TypeVar("Code", ast.expr, ast.stmt)


class Refused(Exception):
    """A method does something with nodes that lists of keys cannot do."""


class NodeReader:
    """Reads one method; `names` are its variables that hold nodes, `side` the sentinel beside which nodes come in."""

    def __init__(self, method: ast.FunctionDef, shape: Shape, names: frozenset[str], is_positive: Callable[[ast.expr], bool]) -> None:
        """Take the method, and who knows whether an expression is at least one."""
        self.method, self.shape, self.names, self.is_positive = method, shape, names, is_positive
        self.me = method.args.args[0].arg
        self.methods = frozenset(item.name for item in methods_of(shape.owner))
        self.key_names: set[str] = set()
        self.new_side: str | None = None

    def own_attribute(self, node: ast.AST | None) -> str | None:
        """The attribute of the method's object that an expression is."""
        return attribute_of(node, self.me)

    def is_dictionary(self, node: ast.AST) -> bool:
        """Whether an expression is the dictionary of nodes."""
        return self.own_attribute(node) == self.shape.nodes

    def is_count(self, node: ast.expr) -> bool:
        """Whether an expression is the number of nodes."""
        is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "len" and not node.keywords
        return is_call and isinstance(node, ast.Call) and len(node.args) == 1 and self.is_dictionary(node.args[0])

    def note_key(self, name: str) -> None:
        """Remember a variable that holds a key."""
        if name in self.names:
            raise Refused
        self.key_names.add(name)

    def node(self, node: ast.expr | None) -> NodeAt | None:
        """The node that an expression is, if it is one."""
        if isinstance(node, ast.Name):
            return steps.Named(node.id) if node.id in self.names else None
        if isinstance(node, ast.Subscript) and self.is_dictionary(node.value) and isinstance(node.slice, ast.Name):
            self.note_key(node.slice.id)
            return steps.Found(node.slice.id)
        if isinstance(node, ast.Attribute) and node.attr in self.shape.links:
            own = self.own_attribute(node.value)
            inward = {(self.shape.head, self.shape.forward), (self.shape.tail, self.shape.back)}
            return steps.AtEnd(own) if own is not None and (own, node.attr) in inward else None
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == self.shape.node.name:
            if node.keywords or len(node.args) != 2 or not isinstance(node.args[0], ast.Name):
                raise Refused
            self.note_key(node.args[0].id)
            return steps.New(node.args[0].id)
        return None

    def value_in(self, node: ast.expr) -> ast.expr:
        """The value of a new node. It is read later than it was, so it must be a constant or a variable, which is set once."""
        if not isinstance(node, ast.Call) or not isinstance(node.args[1], ast.Name | ast.Constant):
            raise Refused
        if isinstance(node.args[1], ast.Name):
            self.note_key(node.args[1].id)
        return node.args[1]

    def key_in(self, node: ast.expr) -> str | NodeAt | None:
        """The variable with a key, or the node whose key an expression is."""
        if isinstance(node, ast.Name):
            if node.id in self.names:
                return None
            self.note_key(node.id)
            return node.id
        is_key = isinstance(node, ast.Attribute) and node.attr == self.shape.key
        return self.node(node.value) if is_key and isinstance(node, ast.Attribute) else None

    def keys(self) -> ast.expr:
        """The list that takes the chain's place."""
        return ast.Attribute(load(self.me), self.shape.head, ast.Load())

    def dictionary(self) -> ast.expr:
        """The dictionary."""
        return ast.Attribute(load(self.me), self.shape.nodes, ast.Load())

    def key_of(self, node: NodeAt) -> ast.expr:
        """What stands for a node: its key. New ones are the last of the list."""
        if isinstance(node, steps.Named):
            return load(node.name)
        if isinstance(node, steps.Found | steps.New):
            return load(node.key)
        index: ast.expr = ast.UnaryOp(ast.USub(), ast.Constant(1)) if node.attribute == self.new_side else ast.Constant(0)
        return ast.Subscript(self.keys(), index, ast.Load())

    def plain(self, code: Code) -> tuple[tuple[Step, ...], Code]:
        """Other code, with keys and values of nodes in place of nodes' attributes. Raises Refused where nodes occur otherwise."""
        writer = _Writer(self)
        written = writer.visit(copy.deepcopy(code))
        return tuple(writer.uses), written


class _Writer(ast.NodeTransformer):
    """Writes attributes of nodes as keys and entries; anything else that is hidden is refused."""

    def __init__(self, reader: NodeReader) -> None:
        self._reader = reader
        self.uses: list[Step] = []

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        shape, reader = self._reader.shape, self._reader
        owner = reader.node(node.value) if node.attr in (shape.key, shape.value) else None
        if owner is not None and isinstance(node.ctx, ast.Load):
            self.uses.append(steps.Use(owner, is_value=node.attr == shape.value))
            key = reader.key_of(owner)
            return ast.Subscript(reader.dictionary(), key, ast.Load()) if node.attr == shape.value else key
        own = reader.own_attribute(node)
        if node.attr in shape.hidden or own in reader.methods:
            raise Refused
        return node if own is not None else self.generic_visit(node)  # type: ignore[return-value]

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        is_asked = len(node.ops) == 1 and isinstance(node.ops[0], ast.In | ast.NotIn) and self._reader.is_dictionary(node.comparators[0])
        if is_asked:
            node.left = self.visit(node.left)
            return node
        return self.generic_visit(node)  # type: ignore[return-value]

    def visit_Call(self, node: ast.Call) -> ast.expr:
        return node if self._reader.is_count(node) else self.generic_visit(node)  # type: ignore[return-value]

    def visit_Name(self, node: ast.Name) -> ast.expr:
        shape = self._reader.shape
        if node.id in self._reader.names or node.id in (shape.node.name, self._reader.me):
            raise Refused
        return node
