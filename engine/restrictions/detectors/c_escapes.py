"""Octal and hexadecimal escapes in C that run into what follows."""

from collections.abc import Iterator

from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.detector import C, Detector
from engine.restrictions.finding import Finding, finding_on
from engine.restrictions.patterns import compile_pattern
from engine.restrictions.syntax import text_of


def c_escapes(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """Each octal or hexadecimal escape that is followed by neither another escape nor the end of its literal."""
    del parameters
    pattern = compile_pattern(r"\\x[0-9A-Fa-f]+|\\[0-7]{1,3}|\\.")
    for kind in ("string_literal", "char_literal"):
        for literal in answer.syntax_nodes.get(kind, []):
            content = text_of(literal)
            for match in pattern.finditer(content):
                is_numeric = match.group()[1] in "x01234567"
                if is_numeric and content[match.end() : match.end() + 1] not in ("\\", '"', "'", ""):
                    yield finding_on(literal, f"the escape '{match.group()}' is not ended", "Split the literal after the escape.")


DETECTOR = Detector("c_escapes", C, c_escapes)
