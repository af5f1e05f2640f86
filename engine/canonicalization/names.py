"""Which names a node binds or uses, and giving them other ones."""

import ast
from collections.abc import Mapping

NAME_FIELDS: dict[type[ast.AST], str] = {
    ast.Name: "id",
    ast.arg: "arg",
    ast.FunctionDef: "name",
    ast.AsyncFunctionDef: "name",
    ast.ClassDef: "name",
    ast.ExceptHandler: "name",
    ast.MatchAs: "name",
    ast.MatchStar: "name",
    ast.MatchMapping: "rest",
}

# The words by which rewrites of their own accord give arguments in calls.
WRITTEN_KEYWORDS: frozenset[str | None] = frozenset({"default", "key", "maxsize"})


def names_of(node: ast.AST) -> tuple[str, ...]:
    """The names of variables that stand in a node itself, not in its parts."""
    field = NAME_FIELDS.get(node.__class__)
    if field is not None:
        name = getattr(node, field)
        return (name,) if name is not None else ()
    if node.__class__ not in _OTHER_NAMES:
        return ()
    if isinstance(node, ast.alias):
        return (node.asname or node.name.split(".")[0],)
    return tuple(node.names)  # type: ignore[attr-defined]


_OTHER_NAMES = frozenset([ast.alias, ast.Nonlocal, ast.Global])


def rename(node: ast.AST, final: Mapping[str, str]) -> None:
    """Give local variables in a node itself their final names; an import has its name from its module unless it says `as`."""
    field = NAME_FIELDS.get(node.__class__)
    if field is not None:
        name = getattr(node, field)
        if name in final:
            setattr(node, field, final[name])
    elif isinstance(node, ast.alias):
        if node.asname is not None:
            node.asname = final.get(node.asname, node.asname)
    elif isinstance(node, ast.Nonlocal):
        node.names = [final.get(name, name) for name in node.names]
