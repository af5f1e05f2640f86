"""The distance of two outputs: normalized edit distance on their tokens (docs/decisions/0003-distance.md)."""

import io
import re
import tokenize
from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

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


def token_distance(first: Sequence[str], second: Sequence[str]) -> float:
    """Edit operations (insert, delete, replace; Levenshtein 1966) over the longer length: in [0, 1], 0 exactly for equal sequences."""
    return float(Levenshtein.normalized_distance(first, second))
