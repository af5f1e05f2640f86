"""The canonical form of a text answer: Unicode NFC, white space, and one spelling of Markdown's markers and lists."""

import unicodedata
from collections.abc import Callable
from functools import partial

from engine.canonicalization.markdown_lines import normal_lines
from engine.canonicalization.parsing import MAX_CHARACTERS
from engine.canonicalization.rewrite import CanonicalForm
from engine.canonicalization.steps import diff
from engine.domain.run import RescueStep

MAX_ROUNDS = 8


def _unicode(text: str) -> str:
    """Normalization Form C (Unicode Standard Annex 15), without a byte order mark."""
    return unicodedata.normalize("NFC", text.removeprefix("\ufeff"))


def _line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _markdown(text: str) -> str:
    return "\n".join(normal_lines(text.split("\n")))


_STEPS: tuple[tuple[str, Callable[[str], str]], ...] = (("unicode", _unicode), ("line_ends", _line_ends), ("markdown", _markdown))


def canonical_text_form(raw_output: str) -> CanonicalForm:
    """Make the canonical form of a text; never raises. The form is stable: making its form changes nothing."""
    if len(raw_output) > MAX_CHARACTERS:
        return CanonicalForm(raw_output, None, problem=f"the output is longer than {MAX_CHARACTERS} characters")
    output, steps = _round(raw_output)
    for _ in range(MAX_ROUNDS):
        again, more = _round(output)
        if again == output:
            return CanonicalForm(raw_output, output, partial(tuple, steps))
        output, steps = again, [*steps, *more]
    return CanonicalForm(raw_output, None, problem="a defect of Skyt: the canonical form changes under a second run")


def _round(text: str) -> tuple[str, list[RescueStep]]:
    steps = []
    for name, rewrite in _STEPS:
        rewritten = rewrite(text)
        if rewritten != text:
            steps.append(RescueStep(name, diff(text, rewritten)))
        text = rewritten
    return text, steps
