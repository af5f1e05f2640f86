"""One spelling for each regular expression: parsed by `re`'s own parser, classes sorted and merged, written out again."""

import re
import re._constants as codes
import re._parser as parser
import warnings
from functools import lru_cache
from typing import Any

from engine.canonicalization.pattern_narrowing import narrowed

_CATEGORIES = {
    codes.CATEGORY_DIGIT: "\\d",
    codes.CATEGORY_NOT_DIGIT: "\\D",
    codes.CATEGORY_SPACE: "\\s",
    codes.CATEGORY_NOT_SPACE: "\\S",
    codes.CATEGORY_WORD: "\\w",
    codes.CATEGORY_NOT_WORD: "\\W",
}
_PLACES = {
    codes.AT_BEGINNING: "^",
    codes.AT_END: "$",
    codes.AT_BEGINNING_STRING: "\\A",
    codes.AT_END_STRING: "\\Z",
    codes.AT_BOUNDARY: "\\b",
    codes.AT_NON_BOUNDARY: "\\B",
}
_SPECIAL = frozenset(".^$*+?{}[]\\|()")
_LONGEST = 500


class _Unsupported(Exception):
    """A construct that has no one spelling here."""


@lru_cache(maxsize=1024)
def spell_pattern(pattern: str, absent: frozenset[str] = frozenset()) -> str | None:
    """The one spelling of a pattern without flags; None when it is not valid or uses what is not supported.

    `absent` are characters that the searched text certainly has not: classes need not name them.
    """
    if len(pattern) > _LONGEST:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            parsed = parser.parse(pattern)
            if parsed.state.flags & ~re.UNICODE:
                return None
            spelled = _sequence(narrowed(list(parsed), {ord(character) for character in absent}) if absent else list(parsed))
            is_stable = _sequence(list(parser.parse(spelled))) == spelled
    except (_Unsupported, re.error, OverflowError, RecursionError, Warning):
        return None
    return spelled if is_stable and parser.parse(spelled).state.groups == parsed.state.groups else None


def _sequence(items: list[Any]) -> str:
    return "".join(_item(operator, argument) for operator, argument in items)


def _item(operator: Any, argument: Any) -> str:
    if operator is codes.LITERAL:
        return _literal(argument)
    if operator is codes.NOT_LITERAL:
        return f"[^{_class_literal(argument)}]"
    if operator is codes.ANY:
        return "."
    if operator is codes.IN:
        return _class(argument)
    if operator is codes.AT and argument in _PLACES:
        return _PLACES[argument]
    if operator in {codes.MAX_REPEAT, codes.MIN_REPEAT}:
        return _repeat(argument, lazy=operator is codes.MIN_REPEAT)
    if operator is codes.SUBPATTERN:
        return _group(argument)
    if operator is codes.BRANCH:
        return "(?:" + "|".join(_sequence(list(branch)) for branch in argument[1]) + ")"
    raise _Unsupported


def _literal(code: int) -> str:
    character = chr(code)
    return "\\" + character if character in _SPECIAL else character


def _repeat(argument: Any, *, lazy: bool) -> str:
    least, most, inner = argument
    body = list(inner)
    text = _sequence(body)
    if len(body) != 1 or body[0][0] in {codes.MAX_REPEAT, codes.MIN_REPEAT}:
        text = f"(?:{text})"
    unbounded = most == codes.MAXREPEAT
    counts = {(0, True): "*", (1, True): "+"}.get((least, unbounded))
    if counts is None:
        counts = "?" if (least, most) == (0, 1) else f"{{{least},{'' if unbounded else most}}}" if least != most else f"{{{least}}}"
    return text + counts + ("?" if lazy else "")


def _group(argument: Any) -> str:
    number, added, removed, inner = argument
    if added or removed:
        raise _Unsupported
    body = list(inner)
    text = _branches(body)
    return f"({text})" if number is not None else text if _is_single(body) else f"(?:{text})"


def _is_single(body: list[Any]) -> bool:
    return len(body) == 1 and body[0][0] in {codes.LITERAL, codes.NOT_LITERAL, codes.IN, codes.ANY}


def _branches(body: list[Any]) -> str:
    if len(body) == 1 and body[0][0] is codes.BRANCH:
        return "|".join(_sequence(list(branch)) for branch in body[0][1][1])
    return _sequence(body)


def _class(items: list[Any]) -> str:
    is_negated = bool(items) and items[0][0] is codes.NEGATE
    members = items[1:] if is_negated else items
    categories = sorted({_CATEGORIES[argument] for operator, argument in members if operator is codes.CATEGORY})
    ranges = _merged([_range(operator, argument) for operator, argument in members if operator is not codes.CATEGORY])
    if not is_negated and len(categories) == 1 and not ranges:
        return categories[0]
    if is_negated and len(categories) == 1 and not ranges:
        return categories[0].swapcase()
    if not is_negated and not categories and len(ranges) == 1 and ranges[0][0] == ranges[0][1]:
        return _literal(ranges[0][0])
    return f"[{'^' if is_negated else ''}{''.join(categories)}{''.join(_spell_range(*item) for item in _without(categories, ranges))}]"


def _without(categories: list[str], ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges that no category covers already; only those of one kind of ASCII characters are recognized."""
    kinds = {"\\d": str.isdecimal, "\\w": lambda text: text.isalnum() or text == "_", "\\s": str.isspace}
    tests = [kinds[category] for category in categories if category in kinds]
    return [
        item for item in ranges if not any(item[1] < 128 and all(test(chr(code)) for code in range(item[0], item[1] + 1)) for test in tests)
    ]


def _range(operator: Any, argument: Any) -> tuple[int, int]:
    if operator is codes.LITERAL:
        return argument, argument
    if operator is codes.RANGE:
        return argument[0], argument[1]
    raise _Unsupported


def _merged(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if merged and low <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return merged


def _spell_range(low: int, high: int) -> str:
    if high - low < 2:
        return "".join(_class_literal(code) for code in range(low, high + 1))
    return f"{_class_literal(low)}-{_class_literal(high)}"


def _class_literal(code: int) -> str:
    character = chr(code)
    return "\\" + character if character in "\\]^-[&~|" else character
