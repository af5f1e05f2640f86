"""Patterns on syntax trees, in tree-sitter's query language."""

from collections.abc import Iterator, Sequence

from engine.domain.contract import Kind
from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.detector import CODE, Detector
from engine.restrictions.finding import Finding, finding_on, whole_output
from engine.restrictions.parameters import flag, text
from engine.restrictions.queries import compile_query, match_together, matches
from engine.restrictions.syntax import text_of


def syntax_query(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """Each node that a tree-sitter query captures, in Python or C; with `required`, an output where nothing matches.

    Captures whose names start with `_` only serve the query's conditions. `{text}` in the message stands for the captured text.
    """
    message = text(parameters, "message")
    found = matches(answer, text(parameters, "query"))
    if flag(parameters, "required"):
        if not found:
            yield whole_output(message)
        return
    for captures in found:
        for name, nodes in captures.items():
            if not name.startswith("_"):
                yield from (finding_on(node, message.replace("{text}", " ".join(text_of(node).split())[:60])) for node in nodes)


def _prepare(answer: Answer, parameters: Sequence[JsonObject]) -> None:
    match_together(answer, [text(item, "query") for item in parameters])


def _check(parameters: JsonObject, kind: Kind) -> Iterator[str]:
    try:
        compile_query(text(parameters, "query"), kind)
    except ValueError as error:
        yield str(error)


DETECTOR = Detector(
    "syntax_query",
    CODE,
    syntax_query,
    {
        "query": {"type": "string", "minLength": 1, "maxLength": 5000},
        "message": {"type": "string", "minLength": 1, "maxLength": 500},
        "required": {"type": "boolean"},
    },
    ("query", "message"),
    _check,
    _prepare,
)
