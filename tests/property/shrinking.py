"""Make a failing program small: drop statements, take blocks out of their headers, replace expressions by their parts."""

import ast
import copy
from collections.abc import Callable, Iterator

Fails = Callable[[str], bool]


def shrink(source: str, fails: Fails, budget: int = 1500) -> str:
    """A smaller program for which `fails` still answers True; tries at most `budget` candidates."""
    improved = True
    while improved and budget > 0:
        improved = False
        for candidate in _smaller(source):
            budget -= 1
            if budget <= 0:
                break
            if len(candidate) < len(source) and fails(candidate):
                source, improved = candidate, True
                break
    return source


def _smaller(source: str) -> Iterator[str]:
    tree = ast.parse(source)
    count = sum(1 for _ in ast.walk(tree))
    for index in range(count):
        yield from _variants(tree, index)


def _variants(tree: ast.Module, index: int) -> Iterator[str]:
    for edit in range(8):
        changed = copy.deepcopy(tree)
        node = list(ast.walk(changed))[index]
        if _edit(node, edit):
            try:
                text = ast.unparse(ast.fix_missing_locations(changed))
                ast.parse(text)
                compile(text, "<candidate>", "exec")
            except (SyntaxError, ValueError):
                continue
            yield text


def _edit(node: ast.AST, edit: int) -> bool:
    blocks = [name for name in ("body", "orelse", "finalbody", "handlers") if isinstance(getattr(node, name, None), list) and getattr(node, name)]
    if edit < 4:
        return _edit_blocks(node, blocks, edit)
    fields = [(name, value) for name, value in ast.iter_fields(node) if isinstance(value, ast.expr)]
    lists = [(name, value) for name, value in ast.iter_fields(node) if isinstance(value, list) and value and isinstance(value[0], ast.expr)]
    if edit < 6 and len(fields) > edit - 4:
        name, value = fields[edit - 4]
        return _replace(node, name, value)
    if edit >= 6 and lists:
        name, value = lists[0]
        part = value[0 if edit == 6 else -1]
        inner = _part(part)
        if inner is None:
            return False
        value[0 if edit == 6 else -1] = inner
        return True
    return False


def _edit_blocks(node: ast.AST, blocks: list[str], edit: int) -> bool:
    for name in blocks:
        block = getattr(node, name)
        if len(block) > edit and isinstance(block[edit], ast.stmt):
            target = block[edit]
            inner = getattr(target, "body", None) if not isinstance(target, ast.FunctionDef | ast.ClassDef) else None
            if isinstance(inner, list) and not isinstance(target, ast.stmt.__class__) and getattr(target, "_tried", False):
                block[edit : edit + 1] = inner
            else:
                del block[edit]
            if not block and name == "body":
                block.append(ast.Pass())
            return True
    return False


def _replace(node: ast.AST, name: str, value: ast.expr) -> bool:
    inner = _part(value)
    if inner is None:
        return False
    setattr(node, name, inner)
    return True


def _part(node: ast.expr) -> ast.expr | None:
    if isinstance(getattr(node, "ctx", None), ast.Store | ast.Del) or isinstance(node, ast.Constant):
        return None
    parts = [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr)]
    return parts[-1] if parts else ast.Constant(1)
