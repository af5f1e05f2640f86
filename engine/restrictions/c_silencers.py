"""Places in C code that switch a compiler's warnings off; a rule that asks for the warnings counts them as broken."""

import re
from bisect import bisect_right
from collections.abc import Iterator

# every alternative also matches where its end is missing, so that the time is linear
_HIDDEN = re.compile(r"//[^\n]*|/\*.*?(?:\*/|\Z)|\"(?:\\.|[^\"\\\n])*\"?|'(?:\\.|[^'\\\n])*'?", re.DOTALL)
_SPLICE = re.compile(r"(?:\\|\?\?/)[ \t]*\r?\n")
_MARKER = re.compile(r'# (?P<line>\d+) "(?P<file>[^"]*)"')
_SILENCER = re.compile(
    r"^[ \t\f\v]*(?:#|%:|\?\?=)[ \t]*(?:pragma[ \t]+(?P<pragma>GCC|clang)\b|(?P<line>line\b|\d))|\b(?P<word>_Pragma|__extension__)\b",
    re.MULTILINE,
)


def silencers(source: str) -> Iterator[tuple[int, str]]:
    """The line (from 1) and in words what of each place that could switch warnings off.

    These are pragmas of the compiler, also as an operator, line markers (code behind one can pass for a system header's), and
    `__extension__`. Comments and literals do not count; lines that continue are joined first.
    """
    spliced, places = _joined(source)
    shown = _HIDDEN.sub(lambda match: " " + "\n" * match[0].count("\n"), spliced)
    newlines = [match.start() for match in re.finditer("\n", spliced)]
    lines = [1 + index + bisect_right(places, newline) for index, newline in enumerate([-1, *newlines])]
    for match in _SILENCER.finditer(shown):
        what = " ".join(match[0].split())
        yield lines[shown.count("\n", 0, match.start())], f"'{what[:40]}' can switch warnings off"


def pasted_silencers(expanded: str, file_name: str) -> Iterator[tuple[int, str]]:
    """As above, in what the preprocessor made of a file: pragmas whose names macros pasted together."""
    line, is_own = 0, False
    for text in expanded.split("\n"):
        marker = _MARKER.match(text)
        if marker:
            line, is_own = int(marker["line"]), marker["file"] == file_name
            continue
        if is_own and text.startswith("#pragma GCC"):
            yield line, f"'{text[:40]}' can switch warnings off"
        line += 1


def _joined(source: str) -> tuple[str, list[int]]:
    """The text with continued lines joined, and the offsets in it where a line was joined."""
    parts, places, end, length = [], [], 0, 0
    for match in _SPLICE.finditer(source):
        parts.append(source[end : match.start()])
        length += match.start() - end
        places.append(length)
        end = match.end()
    return "".join([*parts, source[end:]]), places
