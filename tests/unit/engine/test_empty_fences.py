"""A fence around nothing holds no code: two different texts with one are not the same empty program."""

import pytest

from engine.canonicalization.fenced_text import fenced_answer
from engine.canonicalization.fences import extract_code
from engine.pipeline.judging import c_code

CODE = "def double(n):\n    return 2 * n"
# The first mark stands within a line and opens nothing, so the last one opens a block that is empty.
LATE = f"Here it is: ```python\n{CODE}\n```"
EMPTY = "I cannot help.\n```python\n\n```\n"


@pytest.mark.parametrize("text", [LATE, EMPTY])
def test_a_text_whose_only_block_is_empty_stays_as_it_is(text: str) -> None:
    assert extract_code(text) == text
    assert fenced_answer(text, {"python"}) == text
    assert c_code(text) == text


def test_a_block_with_code_is_taken_beside_an_empty_one() -> None:
    text = f"```python\n```\n```\n{CODE}\n```"
    assert extract_code(text) == f"{CODE}\n"
    assert fenced_answer(text, {"python"}) == f"{CODE}\n"
