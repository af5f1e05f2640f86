"""Steps in C (`++`, `--`) beside other side effects."""

from collections.abc import Iterator

from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.c_trees import Node, of_type
from engine.restrictions.detector import C, Detector
from engine.restrictions.finding import Finding, finding_on
from engine.restrictions.syntax import text_of

_EFFECTS = ("update_expression", "assignment_expression", "call_expression", "init_declarator")
_INSIDE = ("expression", "init_declarator", "argument_list", "initializer_list", "initializer_pair")


def c_lone_steps(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """Each step whose whole expression also assigns, initializes, calls or steps; the sides of a comma are expressions of their own."""
    del parameters
    for step in answer.syntax_nodes.get("update_expression", []):
        if any(node.id != step.id for node in of_type(_whole(step), *_EFFECTS)):
            yield finding_on(step, f"'{text_of(step)}' is part of an expression with another side effect")


def _whole(step: Node) -> Node:
    """The largest expression around a step."""
    node = step
    while node.parent is not None and node.parent.type.endswith(_INSIDE) and node.parent.type != "comma_expression":
        node = node.parent
    return node


DETECTOR = Detector("c_lone_steps", C, c_lone_steps)
