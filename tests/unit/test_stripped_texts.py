"""What stripping a text before its case is changed rests on: a fact about every character that Python knows."""

import sys

import pytest

_SIGMA, _BIG = "\u03a3", "A\u03a3"  # a letter that is another one at the end of a word
_SPACES = [chr(code) for code in range(sys.maxunicode + 1) if chr(code).isspace()]


@pytest.mark.parametrize("method", ["lower", "upper", "casefold"])
def test_white_space_stays_itself_and_nothing_else_becomes_white_space(method: str) -> None:
    changed = {chr(code): getattr(chr(code), method)() for code in range(sys.maxunicode + 1)}
    assert [letter for letter in _SPACES if changed[letter] != letter] == []
    assert [letter for letter, new in changed.items() if not letter.isspace() and (new != new.strip() or not new)] == []


def test_the_end_of_a_word_is_found_at_white_space_as_at_the_end_of_the_text() -> None:
    for space in _SPACES:
        for text in (f"{_BIG}{space}", f"{space}{_BIG}", f"{space}{_SIGMA}", f"{_SIGMA}{space}", f"A{space}{_SIGMA}{space}"):
            assert text.lower().strip() == text.strip().lower()
