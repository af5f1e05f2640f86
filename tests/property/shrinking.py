"""Make a failing program small: drop statements, take blocks out of their headers, replace expressions by their parts."""

import ast
import copy
from collections.abc import Callable, Iterator

Fails = Callable[[str], bool]
Edit = Callable[[ast.AST], bool]


def shrink(source: str, fails: Fails, budget: int = 3000) -> str:
    """A smaller program for which `fails` still answers True; tries at most `budget` candidates."""
    start = 0
    while budget > 0:
        for number, candidate in enumerate(_smaller(source, start)):  # noqa: B007 - used after the loop
            budget -= 1
            if budget <= 0 or (candidate is not None and fails(candidate)):
                break
        else:
            if start == 0:
                return source
            start = 0
            continue
        if budget > 0 and candidate is not None:
            source, start = candidate, start + number
    return source


def _smaller(source: str, start: int) -> Iterator[str | None]:
    """Candidates in a fixed order, statements first; None for edits that do not apply."""
    tree = ast.parse(source)
    nodes = sum(1 for _ in ast.walk(tree))
    edits = [(index, edit) for edit in _EDITS[:5] for index in range(nodes)] + [
        (index, edit) for index in range(nodes) for edit in _EDITS[5:]
    ]
    for index, edit in edits[start:]:
        changed = copy.deepcopy(tree)
        if not edit(list(ast.walk(changed))[index]):
            continue
        text = _text(changed)
        if text is not None and len(text) < len(source):
            yield text


def _text(tree: ast.Module) -> str | None:
    try:
        text = ast.unparse(ast.fix_missing_locations(tree))
        compile(text, "<candidate>", "exec")
    except (SyntaxError, ValueError):
        return None
    return text


def _drop(position: int) -> Edit:
    """Drop a statement of a block."""

    def edit(node: ast.AST) -> bool:
        for name in ("body", "orelse", "finalbody", "handlers"):
            block = getattr(node, name, None)
            if isinstance(block, list) and len(block) > position:
                del block[position]
                if not block and name == "body":
                    block.append(ast.Pass())
                return True
        return False

    return edit


def _unwrap(field: str) -> Edit:
    """Replace the compound statements of a block by one of their own blocks."""

    def edit(node: ast.AST) -> bool:
        if not isinstance(node, ast.If | ast.For | ast.While | ast.Try | ast.With) or not getattr(node, field, None):
            return False
        inner = getattr(node, field)
        node.__class__ = ast.If  # type: ignore[assignment]
        node.__dict__.update(test=ast.Constant(1), body=inner, orelse=[])
        return True

    return edit


def _inner_expression(position: int) -> Edit:
    """Replace an expression by one of its parts."""

    def edit(node: ast.AST) -> bool:
        places = [(node, name) for name, value in ast.iter_fields(node) if isinstance(value, ast.expr)]
        lists = [value for _, value in ast.iter_fields(node) if isinstance(value, list) and value and isinstance(value[0], ast.expr)]
        for owner, name in places:
            parts = _parts(getattr(owner, name))
            if len(parts) > position:
                setattr(owner, name, parts[position])
                return True
        for values in lists:
            parts = _parts(values[-1])
            if len(parts) > position:
                values[-1] = parts[position]
                return True
        return False

    return edit


def _parts(node: ast.expr) -> list[ast.expr]:
    if isinstance(getattr(node, "ctx", None), ast.Store | ast.Del) or isinstance(node, ast.Constant):
        return []
    parts = [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr)]
    return [*parts, ast.Constant(1)]


_EDITS: list[Edit] = [
    _drop(0),
    _drop(1),
    _drop(2),
    _drop(3),
    _drop(4),
    _unwrap("body"),
    _unwrap("orelse"),
    *map(_inner_expression, range(3)),
]
