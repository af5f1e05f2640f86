"""Too few assertions in C."""

from collections.abc import Iterator

from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.c_trees import called, functions, integer, of_type
from engine.restrictions.detector import C, Detector
from engine.restrictions.finding import Finding, finding_on
from engine.restrictions.parameters import number


def c_assertion_density(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """One finding when the functions have fewer than `min_per_function` assertions on average (2 unless the rule says otherwise).

    An assertion is a call of a name with `assert` in it whose argument is not a constant.
    """
    found, needed = functions(answer), number(parameters, "min_per_function", 2)
    count = 0
    for call in (call for function in found for call in of_type(function, "call_expression")):
        arguments = call.child_by_field_name("arguments")
        first = arguments.named_children[0] if arguments is not None and arguments.named_children else None
        count += "assert" in called(call).lower() and first is not None and integer(first) is None and first.type not in ("true", "false")
    if found and count < needed * len(found):
        yield finding_on(found[0], f"{count} assertions in {len(found)} functions, fewer than {needed:g} a function on average")


DETECTOR = Detector("c_assertion_density", C, c_assertion_density, {"min_per_function": {"type": "number", "minimum": 0, "default": 2}})
