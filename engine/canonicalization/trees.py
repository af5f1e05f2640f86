"""Walks over syntax trees, several times as fast as those of `ast`: contexts and operators, which have no parts, are left out."""

import ast
from collections.abc import Mapping
from typing import TypeVar

Tree = TypeVar("Tree", bound=ast.AST)

_PLAIN_FIELDS = frozenset(
    [
        "ctx",
        "op",
        "ops",
        "id",
        "arg",
        "attr",
        "name",
        "asname",
        "rest",
        "kind",
        "type_comment",
        "simple",
        "is_async",
        "level",
        "module",
        "conversion",
        "kwd_attrs",
        "type_ignores",
    ]
)


class _Fields(dict[type[ast.AST], tuple[str, ...]]):
    """The fields that hold nodes or lists of nodes, by node class."""

    def __missing__(self, kind: type[ast.AST]) -> tuple[str, ...]:
        fields = self[kind] = tuple(name for name in kind._fields if name not in _PLAIN_FIELDS)
        return fields


class _Blocks(dict[type[ast.AST], tuple[str, ...]]):
    """The fields that hold statements, handlers or cases, by the class of statement, handler or case."""

    def __missing__(self, kind: type[ast.AST]) -> tuple[str, ...]:
        fields = self[kind] = tuple(name for name in kind._fields if name in {"body", "orelse", "finalbody", "handlers", "cases"})
        return fields


_BLOCKS = _Blocks()
_FIELDS = _Fields({ast.Constant: (), ast.Global: (), ast.Nonlocal: (), ast.MatchSingleton: ()})


_WITH_GAPS = frozenset([ast.Dict, ast.arguments])  # whose lists may hold None


def fields_of(node: ast.AST) -> tuple[str, ...]:
    """The fields of a node that hold nodes or lists of nodes."""
    return _FIELDS[node.__class__]


def child_nodes(node: ast.AST) -> list[ast.AST]:
    """The nodes directly below, in the order of the fields."""
    found: list[ast.AST] = []
    kind = node.__class__
    for name in _FIELDS[kind]:
        value = getattr(node, name, None)
        if value.__class__ is list:
            found += value if kind not in _WITH_GAPS else filter(None, value)
        elif value is not None:
            found.append(value)
    return found


def walk(node: ast.AST) -> list[ast.AST]:
    """The node and all below it, level by level."""
    found = [node]
    append, known, gaps = found.append, _FIELDS, _WITH_GAPS
    for item in found:
        kind = item.__class__
        for name in known[kind]:
            value = getattr(item, name, None)
            if value.__class__ is list:
                found += value if kind not in gaps else filter(None, value)
            elif value is not None:
                append(value)
    return found


def statements_of(tree: ast.Module) -> list[ast.AST]:
    """Every statement of a module, and the handlers and cases in between."""
    found: list[ast.AST] = list(tree.body)
    for node in found:
        for name in _BLOCKS[node.__class__]:
            found += getattr(node, name)
    return found


def copied(node: Tree) -> Tree:
    """A copy of a tree that shares nothing with it but contexts and operators, which have no parts."""
    new = node.__class__.__new__(node.__class__)
    parts = new.__dict__
    for name, value in node.__dict__.items():
        if value.__class__ is list:
            parts[name] = [copied(item) if isinstance(item, ast.AST) else item for item in value]
        else:
            parts[name] = copied(value) if isinstance(value, ast.AST) and value._fields else value
    return new


def become(node: ast.AST, other: ast.AST) -> None:
    """Turn a node into another one where it stands."""
    node.__class__ = other.__class__
    node.__dict__.clear()
    node.__dict__.update(other.__dict__)


def are_alike(first: object, second: object) -> bool:
    """Whether two trees, lists or values are spelled alike."""
    if first.__class__ is not second.__class__:
        return False
    if first is second:
        return True
    if isinstance(first, ast.AST):
        for name in first._fields:
            if name != "kind" and not are_alike(getattr(first, name, None), getattr(second, name, None)):
                return False
        return True
    if isinstance(first, list) and isinstance(second, list):
        return len(first) == len(second) and all(map(are_alike, first, second))
    return first == second if not isinstance(first, float | complex) else repr(first) == repr(second)


def spell(node: object, colours: Mapping[str, str]) -> str:
    """A tree as text, with colours in place of the variables that have one."""
    kind = node.__class__
    if kind is ast.Name:
        return f"Name({colours.get(node.id) or repr(node.id)})"  # type: ignore[attr-defined]
    if kind is ast.Constant:
        return f"Constant({node.value!r})"  # type: ignore[attr-defined]
    if isinstance(node, ast.AST):
        fields = [name for name in node._fields if name not in {"ctx", "type_comment", "kind"}]
        return f"{kind.__name__}({', '.join([spell(getattr(node, name, None), colours) for name in fields])})"
    if kind is list:
        return f"[{', '.join([spell(item, colours) for item in node])}]"  # type: ignore[attr-defined]
    return colours.get(node, "") or repr(node) if isinstance(node, str) else repr(node)


def count_nodes(node: ast.AST) -> int:
    """How many nodes a tree has, contexts and operators included."""
    return sum(map(own_size, walk(node)))


def own_size(node: ast.AST) -> int:
    """How many nodes a node is for itself, with its context and operators."""
    return 1 + len(node.ops) if isinstance(node, ast.Compare) else _SIZES.get(node.__class__, 1)


_SIZES: dict[type[ast.AST], int] = dict.fromkeys(
    (ast.Name, ast.Attribute, ast.Subscript, ast.Starred, ast.List, ast.Tuple, ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.AugAssign), 2
)
