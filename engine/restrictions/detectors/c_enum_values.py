"""Values of C enumerations that coincide by accident."""

from collections.abc import Iterator

from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.c_trees import Node, integer
from engine.restrictions.detector import C, Detector
from engine.restrictions.finding import Finding, finding_on
from engine.restrictions.syntax import text_of


def c_enum_values(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """Each enumerator without a value of its own that gets the value of another one; values that are not literals end the count."""
    del parameters
    for items in answer.syntax_nodes.get("enumerator_list", []):
        valued = list(_values([item for item in items.named_children if item.type == "enumerator"]))
        for node, value, is_implicit in valued:
            if is_implicit and value is not None and sum(other == value for _, other, _ in valued) > 1:
                yield finding_on(node, f"'{text_of(node)}' gets the value {value}, which another enumerator has")


def _values(items: list[Node]) -> Iterator[tuple[Node, int | None, bool]]:
    following: int | None = 0
    for item in items:
        given = item.child_by_field_name("value")
        value = following if given is None else integer(given)
        yield item, value, given is None
        following = None if value is None else value + 1


DETECTOR = Detector("c_enum_values", C, c_enum_values)
