"""Regular expressions."""

from collections.abc import Iterator

from engine.domain.contract import Kind
from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.detector import ALL_KINDS, Detector
from engine.restrictions.finding import Finding, whole_output
from engine.restrictions.parameters import flag, number, text
from engine.restrictions.patterns import compile_pattern

MAX_FOUND = 100


def pattern(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """Each place where a pattern (RE2) matches; with `required`, an output where it does not.

    With `max_count`, only a number of matches above it breaks the rule.
    """
    compiled = compile_pattern(text(parameters, "pattern"), ignores_case=flag(parameters, "ignore_case"))
    message = text(parameters, "message", "")
    if flag(parameters, "required"):
        if compiled.search(answer.text) is None:
            yield whole_output(message or "what the rule requires is not there")
        return
    found = []
    for match in compiled.finditer(answer.text):
        found.append(match)
        if len(found) >= MAX_FOUND + number(parameters, "max_count", 0):
            break
    if len(found) > number(parameters, "max_count", 0):
        yield from (answer.span(match.span(), message or f"'{match.group()[:80]}' is not allowed") for match in found)


def _check(parameters: JsonObject, _: Kind) -> Iterator[str]:
    try:
        compile_pattern(text(parameters, "pattern"))
    except ValueError as error:
        yield str(error)


DETECTOR = Detector(
    "pattern",
    ALL_KINDS,
    pattern,
    {
        "pattern": {"type": "string", "minLength": 1, "maxLength": 5000},
        "message": {"type": "string", "maxLength": 500},
        "ignore_case": {"type": "boolean"},
        "required": {"type": "boolean"},
        "max_count": {"type": "integer", "minimum": 0, "maximum": 10000, "default": 0},
    },
    ("pattern",),
    _check,
)
