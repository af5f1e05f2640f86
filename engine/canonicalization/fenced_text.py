"""Taking an answer that is not Python out of a Markdown fence."""

from collections.abc import Container

from engine.canonicalization.fences import fenced_blocks


def fenced_answer(text: str, labels: Container[str]) -> str:
    """The first fenced block with one of these labels (in lower case), else the first without a label, else the text itself."""
    if "```" not in text and "~~~" not in text:
        return text
    blocks = fenced_blocks(text)
    for wanted in ([block for block in blocks if block.label in labels], [block for block in blocks if not block.label]):
        if wanted:
            return wanted[0].text
    return text
