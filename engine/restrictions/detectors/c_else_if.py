"""C chains of else if without an end."""

from collections.abc import Iterator

from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.c_trees import Node
from engine.restrictions.detector import C, Detector
from engine.restrictions.finding import Finding, finding_on


def c_else_if(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """Each chain of `else if` whose last part has no `else`."""
    del parameters
    statements = answer.syntax_nodes.get("if_statement", [])
    chained = {item.id: item for item in map(_chained, statements) if item is not None}
    for first in statements:
        last, following = first, None if first.id in chained else _chained(first)
        while following is not None:
            last, following = following, _chained(following)
        if last is not first and last.child_by_field_name("alternative") is None:
            yield finding_on(first, "the chain of else if does not end with else")


def _chained(statement: Node) -> Node | None:
    """The `if` that follows right after a statement's `else`."""
    clause = statement.child_by_field_name("alternative")
    return next((item for item in clause.named_children if item.type == "if_statement"), None) if clause is not None else None


DETECTOR = Detector("c_else_if", C, c_else_if)
