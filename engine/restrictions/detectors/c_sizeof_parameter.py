"""sizeof on C parameters that look like arrays."""

from collections.abc import Iterator

from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.c_trees import declared_name, functions, of_type, parameters_of
from engine.restrictions.detector import C, Detector
from engine.restrictions.finding import Finding, finding_on
from engine.restrictions.syntax import text_of


def c_sizeof_parameter(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """Each sizeof on a parameter that is declared as an array: it gives the size of a pointer."""
    del parameters
    for function in functions(answer):
        declared = [item.child_by_field_name("declarator") for item in parameters_of(function)]
        arrays = {text_of(declared_name(item)) for item in declared if item is not None and item.type == "array_declarator"}
        for sizeof in of_type(function.child_by_field_name("body"), "sizeof_expression"):
            operand = text_of(sizeof.child_by_field_name("value") or sizeof.child_by_field_name("type")).strip("() ")
            if operand in arrays:
                yield finding_on(sizeof, f"'{operand}' is a pointer here, not an array")


DETECTOR = Detector("c_sizeof_parameter", C, c_sizeof_parameter)
