"""Functions longer than a printed page."""

from collections.abc import Iterator

from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.detector import PYTHON, Detector
from engine.restrictions.finding import Finding, finding_at
from engine.restrictions.parameters import number

MAX_LINES = 60


def function_length(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """Each function of more than `max_lines` lines (60 unless the rule says otherwise), counted from `def` to its last line."""
    limit = number(parameters, "max_lines", MAX_LINES)
    for function in answer.functions:
        lines = (function.end_lineno or function.lineno) - function.lineno + 1
        if lines > limit:
            yield finding_at(function, f"'{function.name}' has {lines} lines, more than {limit:g}")


DETECTOR = Detector("function_length", PYTHON, function_length, {"max_lines": {"type": "integer", "minimum": 1, "default": MAX_LINES}})
