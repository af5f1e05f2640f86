"""How far JSON answers agree, place by place."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from math import comb

from engine.domain.json_value import Json
from engine.domain.report import FieldReport
from engine.domain.scores import Score
from engine.metrics.intervals import rate
from engine.metrics.jackknife import agreement_interval
from engine.metrics.reasons import ONE_ANSWER

MAX_FIELDS = 500
MAX_DEPTH = 50


def field_agreement(forms: Sequence[str]) -> tuple[FieldReport, ...]:
    """One report a JSON Pointer (RFC 6901) that leads to a scalar or an empty container in any answer, by pointer, at most 500.

    `forms` are the canonical forms of the answers that have one. An answer without the place agrees with nothing there.
    """
    places = [dict(_scalars(json.loads(form), "", 0)) for form in forms]
    pointers = sorted({pointer for answer in places for pointer in answer})[:MAX_FIELDS]
    return tuple(_report(pointer, [answer[pointer] for answer in places if pointer in answer], len(forms)) for pointer in pointers)


def _report(pointer: str, values: Sequence[str], total: int) -> FieldReport:
    counts = Counter(values)
    sizes = sorted(counts.values(), reverse=True)
    commonest = min(counts, key=lambda value: (-counts[value], value))
    pairs = comb(total, 2)
    agreeing = sum(comb(size, 2) for size in sizes)
    agreement = Score(agreeing / pairs, agreeing, pairs, agreement_interval(sizes, total)) if pairs else ONE_ANSWER
    return FieldReport(pointer, rate(len(values), total), rate(sizes[0], total), agreement, len(counts), commonest)


def _scalars(value: Json, pointer: str, depth: int) -> Iterator[tuple[str, str]]:
    """Every leaf with its spelling; what lies deeper than 50 levels counts as one leaf."""
    items = list(value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ())
    if not items or depth == MAX_DEPTH:
        yield pointer, json.dumps(value, sort_keys=True, ensure_ascii=False)
    for key, part in items if depth < MAX_DEPTH else ():
        name = str(key).replace("~", "~0").replace("/", "~1")
        yield from _scalars(part, f"{pointer}/{name}", depth + 1)
