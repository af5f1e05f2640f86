"""Edge cases of a shape, the most telling first."""

import math
from itertools import islice, zip_longest

from engine.oracle.generation.hints import Constraint
from engine.oracle.generation.shapes import Choice, Fixed, Record, Scalar, Series, Shape, Table
from engine.oracle.generation.texts import EDGE_TEXTS
from engine.oracle.generation.values import arranged, built
from engine.oracle.generation.vocabulary import UNICODE_CHARACTERS, Vocabulary

MAX_EDGES = 90
LARGE = (2**31, -(2**31) - 1, 2**53 + 1, 10**18)
FLOATS = (0.0, 1.0, -1.0, 0.5, -0.0, 0.1, 1.5, 2.5, -2.5, 1e-9, 1e16, 5e-324, 1.7976931348623157e308)


def edges_of(shape: Shape, constraint: Constraint, vocabulary: Vocabulary, depth: int = 0) -> list[object]:
    """At most 90 edge cases of a shape; bounds are kept, conditions are left to the caller."""
    if isinstance(shape, Scalar):
        found = _scalars(shape.kind, constraint, vocabulary)
    elif isinstance(shape, Fixed):
        found = list(shape.values)
    elif isinstance(shape, Choice):
        found = _interleaved([edges_of(option, constraint, vocabulary, depth) for option in shape.options])
    elif depth > 2:
        found = []
    elif isinstance(shape, Record):
        parts = [edges_of(item, Constraint(), vocabulary, depth + 1) or [None] for item in shape.items]
        found = [tuple(row[index % len(row)] for row in parts) for index in range(max(map(len, parts), default=0))] if parts else [()]
    elif isinstance(shape, Table):
        found = _tables(shape, vocabulary, depth)
    else:
        found = _series(shape, constraint, vocabulary, depth)
    return found[:MAX_EDGES]


def _interleaved(rows: list[list[object]]) -> list[object]:
    missing = object()
    return [item for column in zip_longest(*rows, fillvalue=missing) for item in column if item is not missing]


def _scalars(kind: str, constraint: Constraint, vocabulary: Vocabulary) -> list[object]:
    if kind == "int":
        return [*_integers(constraint, vocabulary)]
    if kind == "float":
        return [*_floats(constraint.value.least, constraint.value.most)]
    if kind == "str":
        return [*_texts(constraint, vocabulary)]
    if kind == "bytes":
        return [text.encode() for text in _texts(constraint, vocabulary)]
    return [False, True] if kind == "bool" else [None]


def _floats(least: float | None, most: float | None) -> list[float]:
    limits = [float(limit) for limit in (least, most) if limit is not None]
    middle = [least + (most - least) / 2] if least is not None and most is not None else []
    without_end = (() if most is not None else (math.inf,)) + (() if least is not None else (-math.inf,))
    return [*limits, *middle, *(n for n in FLOATS if (least is None or n >= least) and (most is None or n <= most)), *without_end]


def _integers(constraint: Constraint, vocabulary: Vocabulary) -> list[int]:
    low, high = constraint.value.low, constraint.value.high
    limits = [limit + step for limit in (low, high) if limit is not None for step in (0, 1, -1)]
    general = [0, 1, -1, 2, -2, 3, 4, 5, 7, 10, -10, vocabulary.magnitude, vocabulary.magnitude + 1]
    own = [number + step for number in vocabulary.numbers[:6] for step in (0, 1, -1)]
    large = [1_000, *LARGE] if vocabulary.magnitude >= 1_000_000 else []
    numbers = dict.fromkeys([*limits, *general, *own, *large])
    return [number for number in numbers if (low is None or number >= low) and (high is None or number <= high)]


def _texts(constraint: Constraint, vocabulary: Vocabulary) -> list[str]:
    low, high = constraint.length.low or 0, constraint.length.high
    own = [form for text in vocabulary.texts[:8] for form in (text.upper(), text[::-1], text + text, text[1:], text[:-1])]
    singles = list(vocabulary.characters[:12])
    long = [(vocabulary.characters[:3] or "ab") * 34, "a" * 101]
    if constraint.alphabet:
        plain = constraint.alphabet
        singles = [*plain[:12], plain[:2], plain[1::-1], plain[0] * 2, plain[:3] + plain[:3][::-1], plain, plain[-1] + plain[:4], *singles]
        long = [plain[:3] * 34, plain[0] * 101]
    limits = [("ab" * size)[:size] for size in (low, low + 1, high or 0) if 0 < size <= 1_000]
    texts = dict.fromkeys([*EDGE_TEXTS[:8], *limits, *long, *singles, *EDGE_TEXTS[8:], *UNICODE_CHARACTERS, *own])
    return [text for text in texts if len(text) >= low and (high is None or len(text) <= high)]


def _tables(shape: Table, vocabulary: Vocabulary, depth: int) -> list[object]:
    keys = [key for key in edges_of(shape.key, Constraint(), vocabulary, depth + 1) if not isinstance(key, list | dict | set)]
    values = edges_of(shape.value, Constraint(), vocabulary, depth + 1) or [None]
    singles = [{key: value} for key, value in islice(zip(keys, values * len(keys), strict=False), 12)]
    return [{}, *singles, dict(zip(keys[:2], values[:1] * 2, strict=False)), dict(zip(keys, values * len(keys), strict=False))]


def _series(shape: Series, constraint: Constraint, vocabulary: Vocabulary, depth: int) -> list[object]:
    items = edges_of(shape.item, Constraint(value=constraint.item), vocabulary, depth + 1)
    if not items:
        return [built(shape.kind, [])]
    few = items[:5]
    rows = [[], [items[0]], *([item] for item in items[1:8]), few[:2], few[:2][::-1], items[:1] * 2, few[:3], few[:3][::-1]]
    rows += [[few[0], *few[:2]], few, few[::-1], items[:1] * 7, few * 2, items[: min(len(items), 24)], few * 8]
    if shape.item == Scalar("int") and constraint.item.low is None and constraint.item.high is None:
        rows += [list(LARGE), [LARGE[2], LARGE[2] - 1], [*few, LARGE[3]]]
    low, high = constraint.length.low or 0, constraint.length.high
    rows += [(items * (low + 1))[:size] for size in (low, low + 1) if 0 < size <= 1_000]
    fitting = [row for row in rows if len(row) >= low and (high is None or len(row) <= high)]
    return [built(shape.kind, arranged(row, constraint)) for row in fitting]
