"""C functions that promise a value and may not give it."""

from collections.abc import Iterator

from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.c_trees import Node, functions, integer, is_void, of_type
from engine.restrictions.detector import C, Detector
from engine.restrictions.detectors.metric_limit import name_of
from engine.restrictions.finding import Finding, finding_on
from engine.restrictions.syntax import text_of


def c_missing_return(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """Each function with a return type that has a return without value, or whose end can be reached.

    The end counts as out of reach after a return, a goto, an if with two such branches, a switch with default in which every filled
    clause ends so, and a loop that is always true and holds no break.
    """
    del parameters
    for function in functions(answer):
        if is_void(function):
            continue
        body, name = function.child_by_field_name("body"), name_of(function)
        for item in of_type(body, "return_statement"):
            if not item.named_children:
                yield finding_on(item, f"'{name}' returns without the value that it promises")
        if body is not None and not _leaves(body):
            yield finding_on(function, f"the end of '{name}' can be reached without a return")


def _leaves(node: Node | None) -> bool:
    if node is None:
        return False
    if node.type in ("return_statement", "goto_statement"):
        return True
    if node.type in ("compound_statement", "else_clause", "labeled_statement"):
        return any(_leaves(item) for item in node.named_children)
    if node.type == "if_statement":
        return _leaves(node.child_by_field_name("consequence")) and _leaves(node.child_by_field_name("alternative"))
    if node.type in ("while_statement", "for_statement", "do_statement"):
        return _is_endless(node) and not any(of_type(node, "break_statement"))
    return node.type == "switch_statement" and _switch_leaves(node)


def _is_endless(loop: Node) -> bool:
    condition = loop.child_by_field_name("condition")
    while condition is not None and condition.type == "parenthesized_expression":
        condition = condition.named_children[0]
    return (condition is None and loop.type == "for_statement") or text_of(condition) == "true" or bool(integer(condition))


def _switch_leaves(switch: Node) -> bool:
    body = switch.child_by_field_name("body")
    cases = [item for item in body.named_children if item.type == "case_statement"] if body is not None else []
    filled = [case for case in cases if len(case.named_children) > (case.child_by_field_name("value") is not None)]
    has_default = any(case.child_by_field_name("value") is None for case in cases)
    return has_default and not any(of_type(switch, "break_statement")) and all(any(map(_leaves, case.named_children)) for case in filled)


DETECTOR = Detector("c_missing_return", C, c_missing_return)
