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
    for statement in answer.syntax_nodes.get("if_statement", []):
        is_chained = statement.parent is not None and statement.parent.type == "else_clause"
        if is_chained and statement.child_by_field_name("alternative") is None:
            yield finding_on(_first(statement), "the chain of else if does not end with else")


def _first(statement: Node) -> Node:
    while statement.parent is not None and statement.parent.type == "else_clause" and statement.parent.parent is not None:
        statement = statement.parent.parent
    return statement


DETECTOR = Detector("c_else_if", C, c_else_if)
