"""C functions that end in several places."""

from collections.abc import Iterator

from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.c_trees import functions, of_type
from engine.restrictions.detector import C, Detector
from engine.restrictions.detectors.metric_limit import name_of
from engine.restrictions.finding import Finding, finding_on


def c_single_exit(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """Each return that is not the last statement of its function's body."""
    del parameters
    for function in functions(answer):
        body = function.child_by_field_name("body")
        statements = [item for item in body.named_children if item.type != "comment"] if body is not None else []
        for item in of_type(body, "return_statement"):
            if not statements or item != statements[-1]:
                yield finding_on(item, f"'{name_of(function)}' returns before its end")


DETECTOR = Detector("c_single_exit", C, c_single_exit)
