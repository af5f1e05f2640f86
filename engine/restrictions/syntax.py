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
MAX_SYNTAX_DEPTH = 2_000


def parse_syntax(text: str, kind: Kind) -> tree_sitter.Node | str:
    """The root of a text's tree, or in words why there is none."""
    if kind not in LANGUAGES:
        return f"outputs of kind '{kind}' have no syntax tree"
    root = tree_sitter.Parser(LANGUAGES[kind]).parse((text if text.endswith("\n") else text + "\n").encode("utf-8", "replace")).root_node
    if root.has_error:
        return f"the output is not {'C' if kind is Kind.C else 'Python'} that can be analysed (syntax error on line {_error_line(root)})"
    if root.descendant_count > MAX_SYNTAX_DEPTH and _is_deeper(root, MAX_SYNTAX_DEPTH):
        return f"the output is nested deeper than {MAX_SYNTAX_DEPTH} levels"
    return root


def _is_deeper(root: tree_sitter.Node, limit: int) -> bool:
    """Whether a tree has more levels than a limit; a deep one takes time with the square of its depth, or is matched wrongly."""
    cursor, depth = root.walk(), 0
    while depth <= limit:
        if cursor.goto_first_child():
            depth += 1
            continue
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                return False
            depth -= 1
    return True


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
