"""Tree-sitter trees of Python and C, and queries on them; patterns inside queries are matched by the linear-time engine."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

import tree_sitter
import tree_sitter_c
import tree_sitter_python

from engine.domain.contract import Kind
from engine.restrictions.finding import Undecidable
from engine.restrictions.patterns import compile_pattern

LANGUAGES = {
    Kind.PYTHON: tree_sitter.Language(tree_sitter_python.language()),
    Kind.C: tree_sitter.Language(tree_sitter_c.language()),
}
MAX_MATCHES = 1_000
OWN = "skyt-"
# name: (what it compares by, whether it must not agree, whether one node of the capture is enough)
_PREDICATES = {
    "eq?": ("text", False, False),
    "not-eq?": ("text", True, False),
    "any-eq?": ("text", False, True),
    "any-not-eq?": ("text", True, True),
    "any-of?": ("text", False, False),
    "not-any-of?": ("text", True, False),
    "match?": ("match", False, False),
    "not-match?": ("match", True, False),
    "any-match?": ("match", False, True),
    "any-not-match?": ("match", True, True),
}
_PREDICATE = re.compile(r'"(?:[^"\\]|\\.)*"|\(\s*#\s*(?P<name>[A-Za-z_.!?-]+)')


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


@lru_cache(maxsize=2_000)
def compile_query(text: str, kind: Kind) -> tree_sitter.Query:
    """Compile a query; Skyt evaluates its predicates. Raises ValueError in words that say what is wrong."""
    if kind not in LANGUAGES:
        message = f"outputs of kind '{kind}' have no syntax tree"
        raise ValueError(message)
    try:
        return tree_sitter.Query(LANGUAGES[kind], _PREDICATE.sub(_own_predicate, text))
    except tree_sitter.QueryError as error:
        message = f"not a tree-sitter query: {error}"
        raise ValueError(message) from error


def _own_predicate(match: re.Match[str]) -> str:
    """The library's own predicates match in exponential time, and end the process where a capture is missing: ours are used."""
    name = match["name"]
    if name is None:
        return match[0]
    if name not in _PREDICATES:
        message = f"unknown predicate '#{name}'; known are {', '.join(_PREDICATES)}"
        raise ValueError(message)
    return f"(#{OWN}{name}"


def matches(text: str, kind: Kind, root: tree_sitter.Node) -> Iterator[dict[str, list[tree_sitter.Node]]]:
    """The captures of every match, in reading order; capture names that start with `_` only serve conditions.

    Raises Undecidable when more matches wait at once than the cursor keeps: it would drop some.
    """
    cursor = tree_sitter.QueryCursor(compile_query(text, kind), match_limit=MAX_MATCHES)
    found = cursor.matches(root, _holds)
    if cursor.did_exceed_match_limit:
        message = "the query has too many partial matches on this output"
        raise Undecidable(message)
    yield from (captures for _, captures in found)


def _holds(
    predicate: str, args: list[tuple[str, Literal["capture", "string"]]], pattern_index: int, captures: dict[str, list[tree_sitter.Node]]
) -> bool:
    """Whether a predicate holds: for all nodes of the capture, or for one of them with `any-`; of no nodes, for all."""
    del pattern_index
    kind, is_negative, is_any = _PREDICATES[predicate.removeprefix(OWN)]
    wanted = [text_of(node) for node in captures.get(args[0][0], ())]
    others = [part for value, form in args[1:] for part in _texts(value, form, captures)]
    results = (_agrees(kind, text, others) is not is_negative for text in wanted)
    return any(results) if is_any else all(results)


def _texts(value: str, form: str, captures: dict[str, list[tree_sitter.Node]]) -> list[str]:
    return [text_of(node) for node in captures.get(value, ())] if form == "capture" else [value]


def _agrees(kind: str, text: str, others: list[str]) -> bool:
    if kind == "match":
        return any(compile_pattern(pattern).search(text) is not None for pattern in others)
    return text in others


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
