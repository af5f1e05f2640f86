"""C arrays whose size is known only at run time."""

from collections.abc import Iterator

from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.c_trees import functions, of_type
from engine.restrictions.detector import C, Detector
from engine.restrictions.finding import Finding, finding_on
from engine.restrictions.syntax import text_of


def c_variable_length(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """Each array inside a function whose size mentions a name that is neither a macro nor an enumerator of the file, nor all capitals."""
    del parameters
    constant = {
        text_of(item.child_by_field_name("name")) for kind in ("enumerator", "preproc_def") for item in answer.syntax_nodes.get(kind, [])
    }
    for function in functions(answer):
        for array in of_type(function.child_by_field_name("body"), "array_declarator"):
            size = array.child_by_field_name("size")
            names = [] if size is None or size.type == "sizeof_expression" else [text_of(item) for item in of_type(size, "identifier")]
            unknown = [name for name in names if name not in constant and not name.isupper()]
            if unknown:
                yield finding_on(array, f"the array's size depends on '{unknown[0]}'")


DETECTOR = Detector("c_variable_length", C, c_variable_length)
