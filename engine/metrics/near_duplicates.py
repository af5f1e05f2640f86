"""Near-duplicate texts: the resemblance of their word shingles (Broder, On the resemblance and containment of documents, 1997)."""

import re
from collections.abc import Sequence

SHINGLE = 3
MAX_TEXTS = 2_000
_WORD = re.compile(r"\w+")


def resemblance(first: str, second: str) -> float:
    """The Jaccard index of both texts' sets of three consecutive words, in lower case: in [0, 1], 1 for equal sequences of words."""
    return _jaccard(_shingles(first), _shingles(second))


def near_duplicate_classes(texts: Sequence[str], similarity: float) -> dict[str, str]:
    """For each distinct text the least text of its class; texts are in one class when a chain of pairs of at least `similarity` joins them.

    Of more than 2,000 distinct texts the rest stay alone, in the order of their spelling.
    """
    distinct = sorted(set(texts))
    compared = [(text, _shingles(text)) for text in distinct[:MAX_TEXTS]]
    least = {text: text for text in distinct}
    for number, (text, shingles) in enumerate(compared):
        for other, others in compared[:number]:
            if _root(text, least) != _root(other, least) and _jaccard(shingles, others) >= similarity:
                roots = sorted((_root(text, least), _root(other, least)))
                least[roots[1]] = roots[0]
    return {text: _root(text, least) for text in distinct}


def _root(text: str, least: dict[str, str]) -> str:
    while least[text] != text:
        text = least[text]
    return text


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = [word.lower() for word in _WORD.findall(text)]
    count = max(1, len(words) - SHINGLE + 1)
    return frozenset(tuple(words[start : start + SHINGLE]) for start in range(count))


def _jaccard(first: frozenset[tuple[str, ...]], second: frozenset[tuple[str, ...]]) -> float:
    return len(first & second) / len(first | second)
