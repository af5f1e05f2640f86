"""Numbering the local names of C functions: parameters and variables, each in its own scope."""

import re
from collections.abc import Iterator

from tree_sitter import Node

from engine.canonicalization.c_scopes import bindings
from engine.canonicalization.c_syntax import nodes, parse_c, tokens

_WORD = re.compile(r"[A-Za-z_]\w*")


def renamed(text: str) -> str:
    """The text with its local names numbered by declaration: `v1`, `v2`, ... anew in each function.

    Names that the preprocessor mentions stay, because a macro may use them; so do all names that are not declared in a function.
    """
    source = text.encode("utf-8", "replace")
    root = parse_c(source)
    kept = _mentioned(source, root)
    places = {start: number for start, (name, number) in bindings(root).items() if name not in kept}
    free = kept | {name for start, name in _names(root) if start not in places}
    prefix = "v"
    while any(re.fullmatch(rf"{prefix}\d+", name) for name in free):
        prefix += "_"
    return _replaced(source, root, {start: f"{prefix}{number}" for start, number in places.items()})


def _mentioned(source: bytes, root: Node) -> set[str]:
    return {word for token in tokens(source, root) if token.is_directive for word in _WORD.findall(token.text)}


def _names(root: Node) -> Iterator[tuple[int, str]]:
    for node in nodes(root):
        if node.type in ("identifier", "type_identifier") and node.text is not None:
            yield node.start_byte, node.text.decode()


def _replaced(source: bytes, root: Node, names: dict[int, str]) -> str:
    parts, done = [], 0
    for node in nodes(root):
        if node.start_byte in names and node.type == "identifier":
            parts += [source[done : node.start_byte], names[node.start_byte].encode()]
            done = node.end_byte
    return b"".join([*parts, source[done:]]).decode()
