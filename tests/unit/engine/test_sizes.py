"""Comparing blocks by size without counting all of them."""

import ast
from itertools import product

import pytest

from engine.canonicalization.syntax import compare_sizes, size

BLOCKS = [
    "return",
    "return 1",
    "pass\npass",
    "x = 1",
    "x = y",
    "if a < b < c: x = 1\nelse: y = [1, 2]",
    "for a in b:\n    print(a)\nreturn [c for c in a if c]",
    "x += 1\ny = -a\nz.w = (a and b)",
]


@pytest.mark.parametrize(("first", "second"), list(product(BLOCKS, repeat=2)))
def test_the_sign_is_that_of_the_difference(first: str, second: str) -> None:
    one, other = ast.parse(first).body, ast.parse(second).body
    found, difference = compare_sizes(one, other), size(one) - size(other)

    assert (found > 0, found < 0) == (difference > 0, difference < 0)
