"""The distance of two outputs: normalized edit distance on their tokens (docs/decisions/0003-distance.md)."""

import io
import re
import tokenize
from collections.abc import Callable, Sequence

from rapidfuzz.distance import Levenshtein

from engine.domain.contract import Kind

_JSON = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^"{}\[\]:,]+')
_LOSSLESS = re.compile(r"\w+|\s+|[^\w\s]")


def lossless_tokens(text: str) -> tuple[str, ...]:
    """Words, runs of white space and single other characters; joined they give the text back."""
    return tuple(_LOSSLESS.findall(text))


def form_tokens(form: str) -> tuple[str, ...]:
    """The tokens of a Python canonical form, line breaks and indentation among them; a form has one text only, so they determine it."""
    try:
        return tuple(token.string for token in tokenize.generate_tokens(io.StringIO(form).readline))
    except (tokenize.TokenError, IndentationError, SyntaxError):
        return lossless_tokens(form)


def json_tokens(form: str) -> tuple[str, ...]:
    """The tokens of a JSON text in canonical form; joined they give it back."""
    return tuple(_JSON.findall(form))


FORM_TOKENS: dict[Kind, Callable[[str], tuple[str, ...]]] = {
    Kind.PYTHON: form_tokens,
    Kind.JSON: json_tokens,
    Kind.TEXT: lossless_tokens,
    Kind.C: lossless_tokens,
}


def token_distance(first: Sequence[str], second: Sequence[str]) -> float:
    """Edit operations (insert, delete, replace; Levenshtein 1966) over the longer length: in [0, 1], 0 exactly for equal sequences."""
    return float(Levenshtein.normalized_distance(first, second))


def token_edits(first: Sequence[str], second: Sequence[str], length: int) -> float:
    """Edit operations over a given length in tokens, or over that of the longest sequence if that is more: in [0, 1]."""
    return float(Levenshtein.distance(first, second)) / max(length, len(first), len(second), 1)
