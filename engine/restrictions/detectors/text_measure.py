"""Measures of prose with limits."""

import re
from collections.abc import Iterator
from functools import lru_cache

from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.detector import ALL_KINDS, Detector
from engine.restrictions.finding import Finding, whole_output
from engine.restrictions.parameters import number, text

_SENTENCE = re.compile(r"[.!?\u2026]+(?=\s|$)")
_MAX_WORDS = 20_000


def text_measure(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """One finding when a `measure` of the text is above `max` or below `min`.

    Measures: `characters`, `words`, `sentences`, `words_per_sentence`, and `reading_ease` for English (Flesch, J. Applied Psychology
    32(3), 1948: 206.835 - 1.015 words per sentence - 84.6 syllables per word; syllables are counted as groups of vowels).
    """
    name = text(parameters, "measure")
    value = _measure(name, answer)
    words = name.replace("_", " ")
    if value is not None and "max" in parameters and value > number(parameters, "max", 0):
        yield whole_output(f"{words}: {value:.4g}, more than {number(parameters, 'max', 0):g}")
    if value is not None and "min" in parameters and value < number(parameters, "min", 0):
        yield whole_output(f"{words}: {value:.4g}, fewer than {number(parameters, 'min', 0):g}")


def _measure(name: str, answer: Answer) -> float | None:
    if name == "characters":
        return len(answer.text.strip())
    words = answer.words
    sentences = max(1, len(_SENTENCE.findall(answer.text)))
    if name == "words":
        return len(words)
    if name == "sentences":
        return sentences if words else 0
    if not words:
        return None
    per_sentence = len(words) / sentences
    if name == "words_per_sentence":
        return per_sentence
    counted = words[:_MAX_WORDS]
    return 206.835 - 1.015 * per_sentence - 84.6 * sum(map(_syllables, counted)) / len(counted)


@lru_cache(maxsize=50_000)
def _syllables(word: str) -> int:
    letters = word.lower()
    groups = sum(now in _VOWELS and before not in _VOWELS for before, now in zip(" " + letters, letters, strict=False))
    silent = letters.endswith("e") and not letters.endswith(("le", "ee")) and groups > 1
    return max(1, groups - silent)


_VOWELS = frozenset("aeiouy")

DETECTOR = Detector(
    "text_measure",
    ALL_KINDS,
    text_measure,
    {
        "measure": {"enum": ["characters", "words", "sentences", "words_per_sentence", "reading_ease"]},
        "max": {"type": "number"},
        "min": {"type": "number"},
    },
    ("measure",),
)
