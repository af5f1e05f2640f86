"""Constants in C that are unsigned without saying so."""

from collections.abc import Iterator

from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.c_trees import integer
from engine.restrictions.detector import C, Detector
from engine.restrictions.finding import Finding, finding_on
from engine.restrictions.syntax import text_of

MAX_INT = 2**31 - 1


def c_unsigned_suffix(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """Each octal or hexadecimal constant beyond a 32-bit int that has no suffix u: its type is then unsigned."""
    del parameters
    for literal in answer.syntax_nodes.get("number_literal", []):
        text, value = text_of(literal), integer(literal)
        is_wrapped = value is not None and (MAX_INT < value < 2**32 or 2**63 <= value < 2**64)
        if is_wrapped and text.startswith("0") and "u" not in text.lower():
            yield finding_on(literal, f"'{text}' is unsigned without a suffix", f"Write {text}U.")


DETECTOR = Detector("c_unsigned_suffix", C, c_unsigned_suffix)
