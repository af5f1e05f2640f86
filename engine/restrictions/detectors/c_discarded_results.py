"""Results in C that nobody looks at."""

from collections.abc import Iterator

from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.c_trees import called, functions, is_void
from engine.restrictions.detector import C, Detector
from engine.restrictions.detectors.metric_limit import name_of
from engine.restrictions.finding import Finding, finding_on

_STANDARD = {
    "fopen",
    "fread",
    "fwrite",
    "fgets",
    "scanf",
    "sscanf",
    "fscanf",
    "malloc",
    "calloc",
    "realloc",
    "strtol",
    "strtoul",
    "remove",
    "rename",
}


def c_discarded_results(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """Each statement that calls a function of the file which returns a value, or a standard one that can fail, and drops the result.

    A cast to void shows that it is dropped on purpose and is allowed.
    """
    del parameters
    returning = {name_of(function) for function in functions(answer) if not is_void(function)} | _STANDARD
    for statement in answer.syntax_nodes.get("expression_statement", []):
        call = statement.named_children[0] if statement.named_children else None
        if call is not None and call.type == "call_expression" and called(call) in returning:
            yield finding_on(call, f"the result of '{called(call)}' is dropped", "Use the result, or cast it to void.")


DETECTOR = Detector("c_discarded_results", C, c_discarded_results)
