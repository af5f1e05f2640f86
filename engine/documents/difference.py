"""Where two JSON values differ, place by place."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from engine.domain.json_value import Json


class Change(StrEnum):
    """What happened to a place from the first value to the second."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class DocumentDifference:
    """One place, as a JSON path such as `$.oracle_tests[2].expected`, and what stands there in each value (None where nothing does)."""

    path: str
    change: Change
    first: Json
    second: Json


def document_differences(first: Json, second: Json, path: str = "$") -> Iterator[DocumentDifference]:
    """The smallest places in which two JSON values differ; numbers differ also by type, lists are compared index by index."""
    if isinstance(first, dict) and isinstance(second, dict):
        for name in dict.fromkeys((*first, *second)):
            yield from _place(first.get(name), second.get(name), name in first, name in second, f"{path}.{name}")
    elif isinstance(first, list) and isinstance(second, list):
        for index in range(max(len(first), len(second))):
            known, new = index < len(first), index < len(second)
            yield from _place(first[index] if known else None, second[index] if new else None, known, new, f"{path}[{index}]")
    elif type(first) is not type(second) or first != second:
        yield DocumentDifference(path, Change.CHANGED, first, second)


def _place(first: Json, second: Json, is_known: bool, is_new: bool, path: str) -> Iterator[DocumentDifference]:
    if is_known and is_new:
        yield from document_differences(first, second, path)
    elif is_known:
        yield DocumentDifference(path, Change.REMOVED, first, None)
    else:
        yield DocumentDifference(path, Change.ADDED, None, second)
