"""C pointers to pointers."""

from collections.abc import Iterator

from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.c_trees import Node
from engine.restrictions.detector import C, Detector
from engine.restrictions.finding import Finding, finding_on
from engine.restrictions.parameters import flag, number


def c_pointer_depth(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """Each declaration with more than `max` levels of pointers, and with `functions` also each pointer to a function."""
    limit = number(parameters, "max", 2)
    kinds = ("pointer_declarator", "abstract_pointer_declarator")
    for item in (item for kind in kinds for item in answer.syntax_nodes.get(kind, [])):
        is_outermost = item.parent is None or item.parent.type not in kinds
        if is_outermost and _depth(item) > limit:
            yield finding_on(item, f"{_depth(item)} levels of pointers, more than {limit:g}")
    for item in answer.syntax_nodes.get("function_declarator", []) if flag(parameters, "functions") else []:
        inner = item.child_by_field_name("declarator")
        if inner is not None and inner.type == "parenthesized_declarator":
            yield finding_on(item, "a pointer to a function")


def _depth(item: Node | None) -> int:
    depth = 0
    while item is not None and item.type in ("pointer_declarator", "abstract_pointer_declarator"):
        depth, item = depth + 1, item.child_by_field_name("declarator")
    return depth


DETECTOR = Detector(
    "c_pointer_depth", C, c_pointer_depth, {"max": {"type": "integer", "minimum": 0}, "functions": {"type": "boolean"}}, ("max",)
)
