"""Loops in C without a bound in their header."""

from collections.abc import Iterator

from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.c_trees import Node, integer, of_type
from engine.restrictions.detector import C, Detector
from engine.restrictions.finding import Finding, finding_on
from engine.restrictions.syntax import text_of


def c_bounded_loops(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """Each loop whose condition is missing or constantly true, or whose condition nothing in the loop can change.

    What the loop assigns, increments, takes the address of, or reads through a call counts as changing. Whether a condition that
    changes ever becomes false is not decided.
    """
    del parameters
    for kind in ("for_statement", "while_statement", "do_statement"):
        for loop in answer.syntax_nodes.get(kind, []):
            condition = loop.child_by_field_name("condition")
            if condition is None or _is_always_true(condition):
                yield finding_on(loop, "the loop's condition is always true, so nothing in its header bounds it")
            elif not _can_change(loop, condition):
                yield finding_on(loop, "nothing in the loop changes what its condition depends on")


def _is_always_true(condition: Node) -> bool:
    while condition.type == "parenthesized_expression" and condition.named_children:
        condition = condition.named_children[0]
    return condition.type == "true" or bool(integer(condition))


def _can_change(loop: Node, condition: Node) -> bool:
    if any(of_type(condition, "call_expression", "assignment_expression", "update_expression", "pointer_expression")):
        return True
    read = {text_of(node) for node in of_type(condition, "identifier", "field_identifier")}
    return bool(not read or read & set(_changed(loop)))


def _changed(loop: Node) -> Iterator[str]:
    for node in of_type(loop, "assignment_expression", "update_expression", "pointer_expression"):
        target = node.child_by_field_name("left") or node.child_by_field_name("argument")
        yield from (text_of(name) for name in of_type(target, "identifier", "field_identifier"))


DETECTOR = Detector("c_bounded_loops", C, c_bounded_loops)
