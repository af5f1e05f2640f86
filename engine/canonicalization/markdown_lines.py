"""One spelling of Markdown (CommonMark 0.31) line by line: white space, headings, rules, lists, emphasis; code is left alone."""

import re

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_BULLET = re.compile(r"^( *)[-*+] +(?=\S)")
_ORDERED = re.compile(r"^( *)\d{1,9}[.)] +(?=\S)")
_RULE = re.compile(r"^ {0,3}([-*_])(?: *\1){2,}$")
_HEADING = re.compile(r"^ {0,3}(#{1,6}) +(.*?)(?: +#+)?$")
_CODE_SPAN = re.compile(r"(`+[^`]*`+)")
_SPACES = re.compile(r"(?<=\S)[ \t\u00a0]{2,}(?=\S)")
_STRONG = re.compile(r"(?<![\w_])__(?=[^\s_])([^_]*[^\s_])__(?![\w_])")
_EMPHASIS = re.compile(r"(?<![\w_])_(?=[^\s_])([^_]*[^\s_])_(?![\w_])")
CODE_INDENT = "    "


def normal_lines(lines: list[str]) -> list[str]:
    """The lines in one spelling; hard line breaks by trailing spaces are disregarded, blank lines collapse to one, lists count from 1."""
    return _without_extra_blanks(_Lines().normal(lines))


class _Lines:
    """Walks lines and remembers whether it stands in a fence or a list, and how far each ordered list has counted."""

    def __init__(self) -> None:
        self.fence, self.is_in_list = "", False
        self.counters: dict[int, int] = {}

    def normal(self, lines: list[str]) -> list[str]:
        return [self.line(line) for line in lines]

    def line(self, line: str) -> str:
        opening = _FENCE.match(line)
        if self.fence:
            if opening and opening[1].startswith(self.fence) and not line.strip().strip(self.fence[0]):
                self.fence = ""
            return line.rstrip("\n")
        if opening:
            self.fence = opening[1]
            return line.rstrip()
        line = line.rstrip().expandtabs(4) if line[:1] in " \t" else line.rstrip()
        if line.startswith(CODE_INDENT) and not self.is_in_list:
            return line
        return self.prose(line)

    def prose(self, line: str) -> str:
        if _RULE.match(line):
            self.counters, self.is_in_list = {}, False
            return "---"
        heading = _HEADING.match(line)
        if heading:
            self.counters, self.is_in_list = {}, False
            return f"{heading[1]} {_inline(heading[2])}".rstrip()
        return self.item(line)

    def item(self, line: str) -> str:
        bullet, ordered = _BULLET.match(line), _ORDERED.match(line)
        marked = bullet or ordered
        if marked is None:
            if line and not line.startswith(" "):
                self.counters, self.is_in_list = {}, False
            indent = line[: len(line) - len(line.lstrip())]
            return indent + _inline(line[len(indent) :])
        indent = marked[1]
        self.is_in_list = True
        self.counters = {
            depth: count for depth, count in self.counters.items() if depth < len(indent) or (ordered and depth == len(indent))
        }
        return f"{indent}{self.marker(len(indent)) if ordered else '-'} {_inline(line[marked.end() :])}"

    def marker(self, depth: int) -> str:
        self.counters[depth] = self.counters.get(depth, 0) + 1
        return f"{self.counters[depth]}."


def _inline(text: str) -> str:
    """Emphasis in asterisks and single spaces, outside of code spans."""
    parts = _CODE_SPAN.split(text)
    return "".join(part if index % 2 else _marked(part) for index, part in enumerate(parts))


def _marked(text: str) -> str:
    text = _STRONG.sub(r"**\1**", _SPACES.sub(" ", text))
    return _EMPHASIS.sub(r"*\1*", text)


def _without_extra_blanks(lines: list[str]) -> list[str]:
    """At most one blank line between others, none at the start and one line end at the end, fenced code kept as it is."""
    kept: list[str] = []
    fence = ""
    for line in lines:
        opening = _FENCE.match(line)
        if opening and not fence:
            fence = opening[1]
        elif opening and opening[1].startswith(fence) and not line.strip().strip(fence[0]):
            fence = ""
        if line or fence or (kept and kept[-1]):
            kept.append(line)
    while kept and not kept[-1]:
        kept.pop()
    return [*kept, ""] if kept else []
