"""Tree-sitter trees of Python and C."""

from collections.abc import Iterator

import tree_sitter
import tree_sitter_c
import tree_sitter_python

from engine.domain.contract import Kind

LANGUAGES = {
    Kind.PYTHON: tree_sitter.Language(tree_sitter_python.language()),
    Kind.C: tree_sitter.Language(tree_sitter_c.language()),
}


def parse_syntax(text: str, kind: Kind) -> tree_sitter.Node | str:
    """The root of a text's tree, or in words why there is none."""
    if kind not in LANGUAGES:
        return f"outputs of kind '{kind}' have no syntax tree"
    root = tree_sitter.Parser(LANGUAGES[kind]).parse((text if text.endswith("\n") else text + "\n").encode("utf-8", "replace")).root_node
    if root.has_error:
        return f"the output is not {'C' if kind is Kind.C else 'Python'} that can be analysed (syntax error on line {_error_line(root)})"
    return root


def _error_line(node: tree_sitter.Node) -> int:
    while not (node.is_error or node.is_missing):
        inner = [child for child in node.children if child.has_error or child.is_missing]
        if not inner:
            break
        node = inner[0]
    return int(node.start_point[0]) + 1


def text_of(node: tree_sitter.Node | None) -> str:
    """The source text of a node; empty for none."""
    return (node.text or b"").decode("utf-8", "replace") if node is not None else ""


def walk(node: tree_sitter.Node, *without: str) -> Iterator[tree_sitter.Node]:
    """A node and all its named descendants in reading order, without what lies inside descendants of the types `without`."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        yield current
        if current is node or current.type not in without:
            waiting.extend(reversed(current.named_children))
