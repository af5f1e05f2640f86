"""Classes of a parsed regular expression without the characters that the searched text has not."""

import re._constants as codes
from typing import Any

_REPEATS = frozenset({codes.MAX_REPEAT, codes.MIN_REPEAT})


def narrowed(items: list[Any], absent: set[int]) -> list[Any]:
    """The same expression, as `re` parses it, with smaller classes; a class that would become empty stays as it is."""
    return [_item(operator, argument, absent) for operator, argument in items]


def _item(operator: Any, argument: Any, absent: set[int]) -> tuple[Any, Any]:
    if operator is codes.IN:
        return operator, _class(argument, absent)
    if operator in _REPEATS:
        least, most, inner = argument
        return operator, (least, most, narrowed(list(inner), absent))
    if operator is codes.SUBPATTERN:
        *head, inner = argument
        return operator, (*head, narrowed(list(inner), absent))
    if operator is codes.BRANCH:
        return operator, (argument[0], [narrowed(list(branch), absent) for branch in argument[1]])
    return operator, argument


def _class(members: list[Any], absent: set[int]) -> list[Any]:
    kept = [part for member in members for part in _member(member, absent)]
    return kept if any(operator is not codes.NEGATE for operator, _ in kept) else members


def _member(member: Any, absent: set[int]) -> list[Any]:
    operator, argument = member
    if operator is codes.LITERAL:
        return [] if argument in absent else [member]
    return _pieces(argument[0], argument[1], absent) if operator is codes.RANGE else [member]


def _pieces(low: int, high: int, absent: set[int]) -> list[Any]:
    """What is left of a range, in as few ranges as possible."""
    pieces: list[Any] = []
    start = low
    for code in sorted(code for code in absent if low <= code <= high):
        if start < code:
            pieces.append((codes.RANGE, (start, code - 1)))
        start = code + 1
    return [*pieces, (codes.RANGE, (start, high))] if start <= high else pieces
