"""One layout for C: a statement a line, four spaces a block, single spaces between tokens, no comments."""

from collections.abc import Iterable
from itertools import pairwise

from engine.canonicalization.c_syntax import Token, parse_c, tokens

INDENT = "    "
_TIGHT_BEFORE = {";", ",", ")", "]", ".", "->", "++", "--"}
_TIGHT_AFTER = {"(", "[", ".", "->", "!", "~"}
_CALLABLE = {"identifier", "field_identifier"}


def laid_out(text: str) -> str:
    """The text in the one layout; it parses to the same tokens."""
    source = text.encode("utf-8", "replace")
    return "".join(f"{INDENT * depth}{line}\n" for depth, line in _Lines().of(tokens(source, parse_c(source))))


class _Lines:
    """Collects tokens into lines with their depth of blocks."""

    def __init__(self) -> None:
        self.lines: list[tuple[int, str]] = []
        self.depth, self.parentheses = 0, 0
        self.line: list[Token] = []

    def of(self, found: Iterable[Token]) -> list[tuple[int, str]]:
        for token in found:
            self.add(token)
        self.end()
        return self.lines

    def add(self, token: Token) -> None:
        if token.is_directive:
            self.end()
            self.lines.append((0, token.text))
            return
        if token.text == "}":
            self.end()
            self.depth = max(0, self.depth - 1)
        if token.text == ";" and not self.line and self.lines and self.lines[-1][1] == "}":
            self.lines[-1] = (self.depth, "};")
            return
        self.line.append(token)
        self.parentheses += {"(": 1, ")": -1}.get(token.text, 0)
        if token.text in ("{", "}") or (token.text == ";" and self.parentheses <= 0):
            self.end()
        if token.text == "{":
            self.depth += 1

    def end(self) -> None:
        if self.line:
            self.lines.append((self.depth, _joined(self.line)))
            self.line = []


def _joined(line: list[Token]) -> str:
    parts = [line[0].text]
    for before, token in pairwise(line):
        is_call = token.text in ("(", "[") and (before.kind in _CALLABLE or before.text in (")", "]"))
        is_tight = is_call or token.text in _TIGHT_BEFORE or before.text in _TIGHT_AFTER
        parts.append(token.text if is_tight and not _would_merge(before, token) else f" {token.text}")
    return "".join(parts)


def _would_merge(before: Token, token: Token) -> bool:
    """Whether two tokens written together could read as others: signs and numbers stay apart."""
    signs = set("+-.!~")
    return (before.text[-1] in signs and token.text[0] in signs) or (before.kind == "number_literal" and token.text[0] == ".")
