"""Taking code out of Markdown fences (CommonMark 0.31, section 4.5)."""

import ast
import re
from dataclasses import dataclass

from engine.canonicalization.parsing import tree_of

_PYTHON_LABELS = {"python", "py", "python3", "py3", "python2", "pycon"}
_OPENING = re.compile(r"^ {0,3}(?P<fence>`{3,}|~{3,})[ \t]*(?P<label>[^\s`{]*)[^`\n]*$")


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block: its label in lower case and its text."""

    label: str
    text: str


def extract_code(text: str, entry_point: str | None = None) -> str:
    """The Python code in a text: the text itself when it parses or has no fence, else one of its fenced blocks.

    Blocks labelled as Python come first, then unlabelled ones; blocks in other languages never count. Among those the first that
    defines `entry_point` is taken, else the first that parses, else the first. A fence without an end reaches to the end of the text.
    """
    if "```" not in text and "~~~" not in text:
        return text
    if tree_of(text) is not None:
        return text
    blocks = fenced_blocks(text)
    candidates = [block.text for block in blocks if block.label in _PYTHON_LABELS]
    candidates = candidates or [block.text for block in blocks if not block.label]
    return _best(candidates, entry_point) if candidates else text


def fenced_blocks(text: str) -> list[Block]:
    """Every fenced block of a text that holds something, in order.

    One around nothing is no answer: taken for code, any two texts with such a block would be the same empty program.
    """
    blocks: list[Block] = []
    lines = text.splitlines(keepends=True)
    index = 0
    while index < len(lines):
        opening = _OPENING.match(lines[index].rstrip("\r\n"))
        index += 1
        if opening:
            end = _closing(lines, index, opening["fence"])
            blocks.append(Block(opening["label"].lower(), "".join(lines[index:end])))
            index = end + 1
    return [block for block in blocks if block.text.strip()]


def _closing(lines: list[str], start: int, fence: str) -> int:
    for index in range(start, len(lines)):
        line = lines[index].strip()
        if len(line) >= len(fence) and set(line) == {fence[0]}:
            return index
    return len(lines)


def _best(candidates: list[str], entry_point: str | None) -> str:
    trees = [(text, tree) for text in candidates if (tree := tree_of(text)) is not None]
    for text, tree in trees:
        if any(isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef) and node.name == entry_point for node in tree.body):
            return text
    return trees[0][0] if trees else candidates[0]
