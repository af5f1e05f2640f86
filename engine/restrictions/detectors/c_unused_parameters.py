"""Parameters in C that nothing uses."""

from collections.abc import Iterator

from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.c_trees import declarators, declared_name, functions, of_type, parameters_of
from engine.restrictions.detector import C, Detector
from engine.restrictions.finding import Finding, finding_on
from engine.restrictions.syntax import text_of


def c_unused_parameters(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """Each named parameter that its function's body never mentions; a declaration of the same name in an inner block is no mention."""
    del parameters
    for function in functions(answer):
        body = function.child_by_field_name("body")
        declared = {name.id for item in of_type(body, "declaration") for part in declarators(item) if (name := declared_name(part))}
        used = {text_of(node) for node in of_type(body, "identifier") if node.id not in declared}
        for parameter in parameters_of(function):
            name = declared_name(parameter.child_by_field_name("declarator"))
            if name is not None and text_of(name) not in used:
                yield finding_on(name, f"the parameter '{text_of(name)}' is never used")


DETECTOR = Detector("c_unused_parameters", C, c_unused_parameters)
