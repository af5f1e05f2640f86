"""C includes after code."""

from collections.abc import Iterator

from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.detector import C, Detector
from engine.restrictions.finding import Finding, finding_on


def c_includes_first(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """Each #include that follows something other than directives and comments."""
    del parameters
    first_code: int | None = None
    for item in answer.syntax.named_children:
        if item.type == "preproc_include" and first_code is not None:
            yield finding_on(item, f"code stands before this include, on line {first_code}", "Move the include to the top.")
        if first_code is None and not item.type.startswith("preproc_") and item.type != "comment":
            first_code = item.start_point[0] + 1


DETECTOR = Detector("c_includes_first", C, c_includes_first)
