"""Containers that take another's place answer with other messages, and take slices: not where a program can tell."""

import pytest

from engine.canonicalization.assumptions import Assumptions
from tests.unit.structure_cases import canonical

_DEQUE = """
from collections import deque
def f(n):
    q = deque()
    {}
    return n
"""
_CAUGHT = "try:\n        q.popleft()\n    except IndexError as e:\n        return str(e)"
_EXITED = "with Watch():\n        q.popleft()"
_WATCH = "\nclass Watch:\n    def __enter__(self): return self\n    def __exit__(self, kind, error, trace): print(error)\n"
_LISTED = """
def f(n):
    a = [n]
    try:
        a.pop(1)
    except IndexError as e:
        return str(e)
"""
_TOLD = """
from collections import deque
from sys import exc_info
def f(n):
    q = deque()
    try:
        q.popleft()
    except IndexError:
        return str(exc_info()[1])
"""


@pytest.mark.parametrize("text", [_DEQUE.format(_CAUGHT), _DEQUE.format(_EXITED) + _WATCH, _TOLD], ids=["caught", "exited", "told"])
def test_a_deque_whose_messages_can_be_read_stays_one(text: str) -> None:
    assert "popleft" in canonical(text, Assumptions())


def test_a_deque_whose_messages_nobody_reads_is_a_list() -> None:
    text = _DEQUE.format("try:\n        q.popleft()\n    except IndexError:\n        return 0")

    assert "deque()" not in canonical(text, Assumptions())


def test_an_element_of_a_list_is_taken_out_as_written_where_the_message_is_read() -> None:
    assert ".pop(1)" in canonical(_LISTED, Assumptions())


@pytest.mark.parametrize(("place", "is_deque"), [("n", True), ("0", False), ("len(q) - 1", False), ("n[0]", True)])
def test_a_deque_is_a_list_only_where_no_slice_can_be_asked_for(place: str, is_deque: bool) -> None:
    form = canonical(f"from collections import deque\ndef f(n):\n    q = deque([1, 2, 3])\n    return q[{place}]", Assumptions())

    assert ("deque(" in form) is is_deque
