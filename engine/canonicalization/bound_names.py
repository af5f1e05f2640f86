"""Which names a module binds, and how often."""

import ast
from collections import Counter
from collections.abc import Iterable

from engine.canonicalization.trees import walk


def bound_names(tree: ast.Module) -> Counter[str]:
    """How many statements and expressions of a module, in any scope, bind each name."""
    return Counter([name for node in walk(tree) if node.__class__ in _BINDING for name in _names_bound_by(node)])


def _names_bound_by(node: ast.AST) -> Iterable[str]:
    if isinstance(node, ast.Name):
        return [] if isinstance(node.ctx, ast.Load) else [node.id]
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name) | ast.arg(arg=name):
            return [name]
        case ast.alias(name=name, asname=asname):
            return [asname or name.split(".")[0], *([name] if "." in name else [])]
        case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
            return [name]
        case ast.MatchMapping(rest=str(name)):
            return [name]
    return []


_BINDING = frozenset(
    [
        *(ast.Name, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.arg, ast.alias),
        *(ast.ExceptHandler, ast.MatchAs, ast.MatchStar, ast.MatchMapping),
    ]
)
