"""Where each name of a module occurs, and what stands above each node."""

import ast
from collections import defaultdict
from dataclasses import dataclass, field

from engine.canonicalization.trees import child_nodes

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
    functions: list[ast.FunctionDef | ast.AsyncFunctionDef] = field(default_factory=list)
    kinds: set[type[ast.AST]] = field(default_factory=set)

    def parent(self, node: ast.AST) -> ast.AST | None:
        """The node directly above, None for the module."""
        return self.parents.get(id(node))

    def first_place(self, name: str) -> int:
        """How many names are assigned before this one is, in reading order: exchanging operands does not change that."""
        return next((index for index, other in enumerate(self.stores) if other == name), -1)

    def statement_of(self, node: ast.AST) -> ast.stmt | None:
        """The innermost statement that the node is part of."""
        current: ast.AST | None = node
        while current is not None and not isinstance(current, ast.stmt):
            current = self.parents.get(id(current))
        return current


def collect_occurrences(tree: ast.AST) -> Occurrences:
    """Walk the tree once, in reading order, and note everything."""
    found = Occurrences()
    parents, kinds = found.parents, found.kinds
    stack: list[ast.AST] = [tree]
    while stack:
        node = stack.pop()
        kind = node.__class__
        kinds.add(kind)
        if kind is ast.Name:
            (found.loads if node.ctx.__class__ is ast.Load else found.stores)[node.id].append(node)  # type: ignore[attr-defined, arg-type]
            continue
        if kind in _NOTED:
            _note(node, found)
        children = child_nodes(node)
        for child in children:
            parents[id(child)] = node
        children.reverse()
        stack += children
    return found


def _note(node: ast.AST, found: Occurrences) -> None:
    if isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load):
        found.item_stores.append(node)
    elif isinstance(node, ast.Attribute):
        (found.attribute_loads if isinstance(node.ctx, ast.Load) else found.attribute_stores)[node.attr].append(node)
    elif isinstance(node, ast.Call):
        found.calls.append(node)
        found.compares_identity |= isinstance(node.func, ast.Name) and node.func.id == "id"
    elif isinstance(node, ast.BinOp | ast.AugAssign):
        found.operations.append(node)
    elif isinstance(node, ast.Yield | ast.YieldFrom | ast.Await):
        found.hands_out = True
    elif isinstance(node, ast.Compare):
        found.operations.append(node)
        found.compares_identity |= any(
            isinstance(operator, ast.Is | ast.IsNot) and not isinstance(other, ast.Constant)
            for operator, other in zip(node.ops, node.comparators, strict=True)
        )
    elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        found.functions.append(node)
        found.stores[node.name].append(node)
    elif isinstance(node, ast.arg):
        found.stores[node.arg].append(node)
    elif isinstance(node, ast.ClassDef | ast.ExceptHandler | ast.MatchAs | ast.MatchStar) and node.name is not None:
        found.stores[node.name].append(node)
    elif isinstance(node, HANDLERS):
        found.handles_exceptions = True
    elif isinstance(node, ast.alias):
        found.stores[node.asname or node.name.split(".")[0]].append(node)
    elif isinstance(node, ast.MatchMapping) and node.rest is not None:
        found.stores[node.rest].append(node)


_DEFINING = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.arg, ast.alias)
_MATCHING = (ast.ExceptHandler, ast.MatchAs, ast.MatchStar, ast.MatchMapping)
_WORKING = (ast.Subscript, ast.Attribute, ast.Call, ast.BinOp, ast.AugAssign, ast.Compare, ast.Yield, ast.YieldFrom, ast.Await)
_NOTED = frozenset([*_DEFINING, *_MATCHING, *_WORKING, *HANDLERS])
