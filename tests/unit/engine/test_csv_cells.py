"""Cells of CSV files: none begins a formula."""

import pytest

from engine.documents.csv_cells import harmless


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
def test_what_begins_like_a_formula_is_marked(begin: str) -> None:
    assert harmless(f"{begin}1") == f"'{begin}1"
    assert harmless(f"a{begin}") == f"a{begin}"


def test_numbers_stay_numbers() -> None:
    assert [harmless(value) for value in (-1, -0.5, None, True)] == [-1, -0.5, None, True]
