"""What statements bind without a plain name, and whether they may leave the place where they stand."""

import ast

_LEAVING = frozenset(
    [ast.Return, ast.Raise, ast.Break, ast.Continue, ast.While, ast.Yield, ast.YieldFrom, ast.Await, ast.For, ast.AsyncFor]
)
_DEFINING = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.alias)
_BINDING = frozenset([*_DEFINING, ast.ExceptHandler, ast.MatchAs, ast.MatchStar, ast.MatchMapping])


def bound_otherwise(nodes: list[ast.AST]) -> set[str]:
    """Names bound by definitions, imports, handlers and patterns among some nodes."""
    names: set[str] = set()
    for child in nodes:
        if child.__class__ not in _BINDING:
            continue
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


def may_leave(nodes: list[ast.AST]) -> bool:
    """Whether a statement, given with all its parts, may return, break, continue or never end."""
    return any(child.__class__ in _LEAVING for child in nodes)
