"""Initializers of C arrays."""

from collections.abc import Iterator, Sequence

from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.c_trees import Node, integer
from engine.restrictions.detector import C, Detector
from engine.restrictions.finding import Finding, finding_on
from engine.restrictions.parameters import text
from engine.restrictions.syntax import text_of


def c_initializers(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """Each initializer that breaks one `check`.

    Checks: `partial` (an element without a value; {0} and a list of designators only are allowed), `repeated` (an element or member
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
    designated = [item.type == "initializer_pair" for item in given]
    if check == "unsized":
        if size is None and any(designated):
            yield finding_on(array, "designators decide the array's size")
        return
    covered = _covered(given)
    wanted = integer(size) if size is not None or not covered else max(covered) + 1
    is_zero = len(given) == 1 and text_of(given[0]) in ("0", "0U", "0u", "{0}")
    if wanted is not None and covered is not None and not all(designated) and not is_zero and len(covered) < wanted:
        yield finding_on(values, f"{len(covered)} of {wanted} elements are initialized")


def _covered(given: Sequence[Node]) -> set[int] | None:
    """The places that get a value; a value without designator goes behind the one before it. None where a designator is no number."""
    places: set[int] = set()
    place = 0
    for item in given:
        if item.type == "initializer_pair":
            designator = item.named_children[0]
            index = integer(next(iter(designator.named_children), None)) if designator.type == "subscript_designator" else None
            if index is None:
                return None
            place = index
        places.add(place)
        place += 1
    return places


DETECTOR = Detector("c_initializers", C, c_initializers, {"check": {"enum": ["partial", "repeated", "unsized"]}}, ("check",))
