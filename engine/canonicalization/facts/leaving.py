"""What statements bind without a plain name, and whether they may leave the place where they stand."""

import ast

from engine.canonicalization.trees import walk

_LEAVING = (ast.Return, ast.Raise, ast.Break, ast.Continue, ast.While, ast.Yield, ast.YieldFrom, ast.Await, ast.For, ast.AsyncFor)


def bound_otherwise(node: ast.AST) -> set[str]:
    """Names bound by definitions, imports, handlers and patterns inside a piece of code."""
    names: set[str] = set()
    for child in walk(node):
        match child:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                names.add(child.name)
            case ast.ExceptHandler() | ast.MatchAs() | ast.MatchStar() if child.name is not None:
                names.add(child.name)
            case ast.MatchMapping() if child.rest is not None:
                names.add(child.rest)
            case ast.alias():
                names.add(child.asname or child.name.split(".")[0])
    return names


def may_leave(node: ast.stmt) -> bool:
    """Whether a statement may return, break, continue or never end."""
    return any(isinstance(child, _LEAVING) for child in walk(node))
