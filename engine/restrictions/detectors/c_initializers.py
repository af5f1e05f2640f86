"""Initializers of C arrays."""

from collections.abc import Iterator

from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.c_trees import Node, integer
from engine.restrictions.detector import C, Detector
from engine.restrictions.finding import Finding, finding_on
from engine.restrictions.parameters import text
from engine.restrictions.syntax import text_of


def c_initializers(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """Each initializer that breaks one `check`.

    Checks: `partial` (fewer values than the array's literal size; {0} and designators are allowed), `repeated` (an element or member
    that one list names twice), `unsized` (designators for an array without a size).
    """
    check = text(parameters, "check")
    for item in answer.syntax_nodes.get("init_declarator", []) if check != "repeated" else []:
        array, values = item.child_by_field_name("declarator"), item.child_by_field_name("value")
        if array is not None and array.type == "array_declarator" and values is not None and values.type == "initializer_list":
            yield from _array(array, values, check)
    for values in answer.syntax_nodes.get("initializer_list", []) if check == "repeated" else []:
        names = [text_of(pair).split("=")[0].strip() for pair in values.named_children if pair.type == "initializer_pair"]
        if len(set(names)) < len(names):
            yield finding_on(values, "an element is initialized twice")


def _array(array: Node, values: Node, check: str) -> Iterator[Finding]:
    size, given = array.child_by_field_name("size"), [item for item in values.named_children if item.type != "comment"]
    is_designated = any(item.type == "initializer_pair" for item in given)
    if check == "unsized":
        if size is None and is_designated:
            yield finding_on(array, "designators decide the array's size")
        return
    wanted = integer(size)
    is_zero = len(given) == 1 and text_of(given[0]) in ("0", "0U", "0u", "{0}")
    if wanted is not None and not is_designated and not is_zero and len(given) < wanted:
        yield finding_on(values, f"{len(given)} of {wanted} elements are initialized")


DETECTOR = Detector("c_initializers", C, c_initializers, {"check": {"enum": ["partial", "repeated", "unsized"]}}, ("check",))
