"""Tree-sitter queries; their conditions are ours, and patterns inside them are matched by the linear-time engine."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import tree_sitter

from engine.domain.contract import Kind
from engine.restrictions.answer import Answer
from engine.restrictions.finding import Undecidable
from engine.restrictions.memo import once_per_answer
from engine.restrictions.patterns import compile_pattern
from engine.restrictions.syntax import LANGUAGES, text_of

Captures = dict[str, list[tree_sitter.Node]]

MAX_MATCHES = 1_000
# what one compiled query can hold is bounded by the library
MAX_TOGETHER, MAX_CHARACTERS_TOGETHER = 64, 20_000
MAX_REMEMBERED = 64
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
_OWN_PREDICATES = {OWN + name: meaning for name, meaning in _PREDICATES.items()}
_PREDICATE = re.compile(r'"(?:[^"\\]|\\.)*"|\(\s*#\s*(?P<name>[A-Za-z_.!?-]+)')


@dataclass(frozen=True, slots=True)
class _Group:
    """Queries that are matched as one; `owners` has the text that each pattern of `query` comes from."""

    query: tree_sitter.Query
    texts: tuple[str, ...]
    owners: tuple[str, ...]


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


def matches(answer: Answer, text: str) -> list[Captures]:
    """The captures of every match of a query in an answer's tree; capture names that start with `_` only serve conditions.

    Raises Undecidable when more matches wait at once than the cursor keeps: it would drop some.
    """
    found = _found(answer).get(text)
    if found is not None:
        return found
    alone = _run(compile_query(text, answer.kind), answer.syntax)
    if alone is None:
        message = "the query has too many partial matches on this output"
        raise Undecidable(message)
    return [captures for _, captures in alone]


def match_together(answer: Answer, texts: Iterable[str]) -> None:
    """Match many queries on a walk or two over the tree, and keep what they find for `matches`; what fails here fails there by itself.

    Together they wait for no more matches than each may alone, so that a query's matches do not depend on the others.
    """
    found = _found(answer)
    for group in _groups(tuple(dict.fromkeys(texts)), answer.kind):
        matched = _run(group.query, answer.syntax)
        if matched is not None:
            found.update({text: [] for text in group.texts})
            for pattern, captures in matched:
                found[group.owners[pattern]].append(captures)


@once_per_answer
def _found(_: Answer) -> dict[str, list[Captures]]:
    """What queries found in an answer, by their text."""
    return {}


def _run(query: tree_sitter.Query, root: tree_sitter.Node) -> list[tuple[int, Captures]] | None:
    """Every match with the number of its pattern, or None where the cursor dropped some."""
    cursor = tree_sitter.QueryCursor(query, match_limit=MAX_MATCHES)
    found = cursor.matches(root, _holds)
    return None if cursor.did_exceed_match_limit else found


@lru_cache(maxsize=200)
def _groups(texts: tuple[str, ...], kind: Kind) -> list[_Group]:
    parts: list[list[str]] = [[]]
    size = 0
    for text in filter(lambda text: _compiles(text, kind), texts):
        size += len(text)
        if size > MAX_CHARACTERS_TOGETHER or len(parts[-1]) == MAX_TOGETHER:
            parts.append([])
            size = len(text)
        parts[-1].append(text)
    return [_group(tuple(part), kind) for part in parts if len(part) > 1]


def _group(texts: tuple[str, ...], kind: Kind) -> _Group:
    owners = tuple(text for text in texts for _ in range(compile_query(text, kind).pattern_count))
    return _Group(compile_query("\n".join(texts), kind), texts, owners)


def _compiles(text: str, kind: Kind) -> bool:
    try:
        compile_query(text, kind)
    except ValueError:
        return False
    return True


def _holds(predicate: str, args: list[tuple[str, Literal["capture", "string"]]], pattern_index: int, captures: Captures) -> bool:
    """Whether a predicate holds: for all nodes of the capture, or for one of them with `any-`; of no nodes, for all."""
    del pattern_index
    kind, is_negative, is_any = _OWN_PREDICATES[predicate]
    nodes = captures.get(args[0][0], ())
    others = [part for value, form in args[1:] for part in ([value] if form == "string" else map(text_of, captures.get(value, ())))]
    agrees = _AGREES[kind]
    if len(nodes) == 1:
        return agrees(text_of(nodes[0]), others) is not is_negative
    results = (agrees(text_of(node), others) is not is_negative for node in nodes)
    return any(results) if is_any else all(results)


def _matches_one(text: str, patterns: list[str]) -> bool:
    search = _search_again if len(text) <= MAX_REMEMBERED else _search
    return any(search(pattern, text) for pattern in patterns)


def _search(pattern: str, text: str) -> bool:
    return compile_pattern(pattern).search(text) is not None


# the same names and literals come back in every answer of a job
_search_again = lru_cache(maxsize=20_000)(_search)


def _is_one(text: str, others: list[str]) -> bool:
    return text in others


_AGREES = {"match": _matches_one, "text": _is_one}
