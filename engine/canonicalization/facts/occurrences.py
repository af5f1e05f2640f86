"""Where each name of a module occurs, and what stands above each node."""

import ast
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from engine.canonicalization.trees import child_nodes, walk

_MESSAGES = frozenset({"exc_info", "exception", "format_exc", "print_exc", "__exit__", "__aexit__"})
HANDLERS = (ast.Try, ast.TryStar, ast.With, ast.AsyncWith)


@dataclass(slots=True)
class Occurrences:
    """Parents by node identity, and the loads and stores of every name. Valid until the tree changes."""

    parents: dict[int, ast.AST] = field(default_factory=dict)
    loads: dict[str, list[ast.Name]] = field(default_factory=lambda: defaultdict(list))
    stores: dict[str, list[ast.AST]] = field(default_factory=lambda: defaultdict(list))
    attribute_loads: dict[str, list[ast.Attribute]] = field(default_factory=lambda: defaultdict(list))
    attribute_stores: dict[str, list[ast.AST]] = field(default_factory=lambda: defaultdict(list))
    calls: list[ast.Call] = field(default_factory=list)
    item_stores: list[ast.Subscript] = field(default_factory=list)
    compares_identity: bool = False
    operations: list[ast.BinOp | ast.Compare | ast.AugAssign] = field(default_factory=list)
    hands_out: bool = False
    handles_exceptions: bool = False
    reads_messages: bool = False
    functions: list[ast.FunctionDef | ast.AsyncFunctionDef] = field(default_factory=list)
    kinds: set[type[ast.AST]] = field(default_factory=set)
    places: dict[str, int] = field(default_factory=dict)

    def parent(self, node: ast.AST) -> ast.AST | None:
        """The node directly above, None for the module."""
        return self.parents.get(id(node))

    def adopt(self, node: ast.AST, parent: ast.AST) -> None:
        """Note a new expression below a node, and the names that it reads."""
        self.parents[id(node)] = parent
        for part in walk(node):
            if part.__class__ is ast.Name:
                self.loads[part.id].append(part)
            for child in child_nodes(part):
                self.parents[id(child)] = part

    def abandon(self, node: ast.AST) -> None:
        """Take note that an expression is gone, with the names that it read."""
        for part in walk(node):
            loads = self.loads.get(part.id) if isinstance(part, ast.Name) else None
            if loads is not None and part in loads:
                loads.remove(part)

    def first_place(self, name: str) -> int:
        """How many names are assigned before this one is, in reading order: exchanging operands does not change that."""
        if not self.places:
            self.places = {other: index for index, other in enumerate(self.stores)}
        return self.places.get(name, -1)

    def statement_of(self, node: ast.AST) -> ast.stmt | None:
        """The innermost statement that the node is part of."""
        current: ast.AST | None = node
        while current is not None and not isinstance(current, ast.stmt):
            current = self.parents.get(id(current))
        return current


def collect_occurrences(tree: ast.AST) -> Occurrences:
    """Walk the tree once, in reading order, and note everything."""
    found = Occurrences()
    parents, kinds, loads, stores = found.parents, found.kinds, found.loads, found.stores
    stack: list[ast.AST] = [tree]
    while stack:
        node = stack.pop()
        kind = node.__class__
        kinds.add(kind)
        if kind is ast.Name:
            (loads if node.ctx.__class__ is ast.Load else stores)[node.id].append(node)  # type: ignore[attr-defined, arg-type]
            continue
        note = _NOTES.get(kind)
        if note is not None:
            note(found, node)
        children = child_nodes(node)
        if children:
            for child in children:
                parents[id(child)] = node
            stack += reversed(children)
    return found


def _note_subscript(found: Occurrences, node: ast.Subscript) -> None:
    if not isinstance(node.ctx, ast.Load):
        found.item_stores.append(node)


def _note_attribute(found: Occurrences, node: ast.Attribute) -> None:
    (found.attribute_loads if isinstance(node.ctx, ast.Load) else found.attribute_stores)[node.attr].append(node)
    found.reads_messages |= node.attr in _MESSAGES


def _note_call(found: Occurrences, node: ast.Call) -> None:
    found.calls.append(node)
    found.compares_identity |= isinstance(node.func, ast.Name) and node.func.id == "id"


def _note_operation(found: Occurrences, node: ast.BinOp | ast.AugAssign) -> None:
    found.operations.append(node)


def _note_compare(found: Occurrences, node: ast.Compare) -> None:
    found.operations.append(node)
    found.compares_identity |= any(
        isinstance(operator, ast.Is | ast.IsNot) and not isinstance(other, ast.Constant)
        for operator, other in zip(node.ops, node.comparators, strict=True)
    )


def _note_handing_out(found: Occurrences, _node: ast.AST) -> None:
    found.hands_out = True


def _note_function(found: Occurrences, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
    found.functions.append(node)
    found.stores[node.name].append(node)
    found.reads_messages |= node.name in _MESSAGES


def _note_argument(found: Occurrences, node: ast.arg) -> None:
    found.stores[node.arg].append(node)


def _note_named(found: Occurrences, node: ast.ClassDef | ast.ExceptHandler | ast.MatchAs | ast.MatchStar) -> None:
    if node.name is not None:
        found.stores[node.name].append(node)
        found.reads_messages |= isinstance(node, ast.ExceptHandler)


def _note_handling(found: Occurrences, _node: ast.AST) -> None:
    found.handles_exceptions = True


def _note_alias(found: Occurrences, node: ast.alias) -> None:
    found.stores[node.asname or node.name.split(".")[0]].append(node)
    found.reads_messages |= node.name in _MESSAGES


def _note_rest(found: Occurrences, node: ast.MatchMapping) -> None:
    if node.rest is not None:
        found.stores[node.rest].append(node)


_NOTES: dict[type[ast.AST], Callable[..., None]] = {
    ast.Subscript: _note_subscript,
    ast.Attribute: _note_attribute,
    ast.Call: _note_call,
    ast.BinOp: _note_operation,
    ast.AugAssign: _note_operation,
    ast.Compare: _note_compare,
    **dict.fromkeys((ast.Yield, ast.YieldFrom, ast.Await), _note_handing_out),
    **dict.fromkeys((ast.FunctionDef, ast.AsyncFunctionDef), _note_function),
    ast.arg: _note_argument,
    **dict.fromkeys((ast.ClassDef, ast.ExceptHandler, ast.MatchAs, ast.MatchStar), _note_named),
    **dict.fromkeys(HANDLERS, _note_handling),
    ast.alias: _note_alias,
    ast.MatchMapping: _note_rest,
}
