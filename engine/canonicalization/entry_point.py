"""Renaming a function that the answer calls otherwise than the contract does."""

import ast
import io
import tokenize

from engine.canonicalization.parsing import NoCanonicalForm, parse


def rename_function(source: str, old: str, new: str) -> str | None:
    """The source with the top-level function `old` called `new`, everything else as it was; None where that could change something else.

    Declined when `new` occurs anywhere, when `old` is bound anywhere but in its one definition, is spelled out in a text, or
    where lines end with carriage returns.
    """
    if "\r" in source:
        return None
    try:
        tree = parse(source)
        tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    except (NoCanonicalForm, tokenize.TokenError, SyntaxError):
        return None
    definitions = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == old]
    if len(definitions) != 1 or not _is_safe(tree, definitions[0], old, new):
        return None
    uses = {(node.lineno, node.col_offset) for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == old}
    return _replaced(source, tokens, uses, old, new)


def _is_safe(tree: ast.Module, definition: ast.FunctionDef, old: str, new: str) -> bool:
    for node in ast.walk(tree):
        if node is definition:
            continue
        if isinstance(node, ast.Name):
            if node.id == new or (node.id == old and not isinstance(node.ctx, ast.Load)):
                return False
        elif isinstance(node, ast.Constant):
            if node.value == old:
                return False
        elif not isinstance(node, ast.keyword) and _bound_names(node) & {old, new}:
            return False
    return True


def _bound_names(node: ast.AST) -> set[object]:
    """Every name that a node of another kind than Name binds or declares."""
    names = {getattr(node, field, None) for field in ("name", "asname", "arg", "rest")}
    listed = getattr(node, "names", [])
    return names | {name for name in listed if isinstance(name, str)}


def _replaced(source: str, tokens: list[tokenize.TokenInfo], uses: set[tuple[int, int]], old: str, new: str) -> str:
    lines = io.StringIO(source).readlines()
    previous = ""
    places: list[tuple[int, int]] = []
    for token in tokens:
        row, column = token.start
        if token.type == tokenize.NAME and token.string == old:
            in_bytes = len(token.line[:column].encode()) if token.line.count("\n") <= 1 else column
            if previous == "def" or (row, in_bytes) in uses:
                places.append((row, column))
        previous = token.string
    for row, column in reversed(places):
        line = lines[row - 1]
        lines[row - 1] = line[:column] + new + line[column + len(old) :]
    return "".join(lines)
