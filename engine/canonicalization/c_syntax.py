"""Parsing C (tree-sitter-c) into tokens and lines of the preprocessor."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import tree_sitter_c
from tree_sitter import Language, Node, Parser

TOO_DEEP = "nested too deeply to be analysed"
SEES_LAYOUT = "the preprocessor can see its layout or names, so there is no form that surely means the same"
_WHOLE = {"string_literal", "char_literal", "raw_string_literal"}
_STRINGIZES = re.compile(r"__LINE__|__COUNTER__|^\s*#\s*define\b.*#", re.MULTILINE)
_LITERAL_OR_COMMENT = re.compile(r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|/\*.*?\*/|//[^\n]*|\s+""", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Token:
    """One token of C, or a whole line of the preprocessor; `start` is its first byte."""

    text: str
    kind: str
    start: int

    @property
    def is_directive(self) -> bool:
        """Whether this is a line of the preprocessor."""
        return self.kind == "directive"


@cache
def _parser() -> Parser:
    return Parser(Language(tree_sitter_c.language()))


def parse_c(source: bytes) -> Node:
    """The syntax tree of a C text; what does not parse is an error node in it."""
    return _parser().parse(source).root_node


def c_problem(text: str) -> str | None:
    """Why a text has no canonical form as C, or None."""
    source = text.encode("utf-8", "replace")
    root = parse_c(source)
    if root.has_error:
        lines = [node.start_point[0] + 1 for node in nodes(root) if node.is_error or node.is_missing]
        return f"not C: it cannot be parsed (line {min(lines, default=1)})"
    if not any(True for _ in tokens(source, root)):
        return "not C: there is no code in it"
    return SEES_LAYOUT if _STRINGIZES.search(text.replace("\\\n", " ")) else None


def nodes(root: Node) -> Iterator[Node]:
    """Every node, in source order."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(node.children))


def defined_functions(text: str) -> set[str]:
    """The names of all functions that a C text defines."""
    found: set[str] = set()
    for node in nodes(parse_c(text.encode("utf-8", "replace"))):
        declarator = node.child_by_field_name("declarator") if node.type == "function_definition" else None
        while declarator is not None and declarator.type != "identifier":
            declarator = declarator.child_by_field_name("declarator")
        if declarator is not None and declarator.text is not None:
            found.add(declarator.text.decode())
    return found


def tokens(source: bytes, root: Node) -> Iterator[Token]:
    """The tokens in order, without comments; each line of the preprocessor is one token."""
    end, inside = 0, 0
    for node in nodes(root):
        if node.start_byte < max(end, inside) or node.type == "comment":
            continue
        if node.type in _WHOLE:
            inside = node.end_byte
            yield Token(source[node.start_byte : inside].decode(), node.type, node.start_byte)
        elif node.child_count == 0 and (text := source[node.start_byte : node.end_byte].decode()).strip():
            if text.startswith("#"):
                end = _line_end(source, node.start_byte)
                yield Token(_one_line(source[node.start_byte : end].decode()), "directive", node.start_byte)
            else:
                yield Token(text, node.type, node.start_byte)


def _line_end(source: bytes, start: int) -> int:
    """The end of a logical line: a backslash joins it to the next one."""
    end = source.find(b"\n", start)
    while end > 0 and source[start:end].rstrip(b"\r").endswith(b"\\"):
        end = source.find(b"\n", end + 1)
    return len(source) if end < 0 else end


def _one_line(text: str) -> str:
    joined = text.replace("\\\r\n", " ").replace("\\\n", " ")
    single = _LITERAL_OR_COMMENT.sub(lambda match: match[1] or " ", joined).strip()
    return "#" + single[1:].lstrip()
