"""A plain dictionary becomes an `OrderedDict` only where nothing can tell the difference."""

import pytest

from engine.canonicalization.program import Assumptions
from tests.unit.structure_cases import canonical

_TYPES = (("__init__", (("int",),)), ("get", (("int",),)), ("put", (("int",), ("int",))))
ASSUMED = Assumptions("Cache", lower_bounds=(1,), public_members=frozenset({"__init__", "get", "put"}), method_types=_TYPES)
PLAIN = """class Cache:
    def __init__(self, c):
        self.c = c
        self.d = {}
    def get(self, key):
        if key not in self.d:
            return -1
        value = self.d.pop(key)
        self.d[key] = value
        return value
    def put(self, key, value):
        if key in self.d:
            self.d.pop(key)
        elif len(self.d) >= self.c:
            oldest = next(iter(self.d))
            del self.d[oldest]
        self.d[key] = value
"""
ORDERED = """from collections import OrderedDict
class Cache:
    def __init__(self, c):
        self.c = c
        self.d = OrderedDict()
    def get(self, key):
        if key not in self.d:
            return -1
        self.d.move_to_end(key)
        return self.d[key]
    def put(self, key, value):
        self.d[key] = value
        self.d.move_to_end(key)
        if len(self.d) > self.c:
            self.d.popitem(last=False)
"""


def test_a_dictionary_that_gives_up_its_oldest_entry_is_ordered() -> None:
    assert canonical(PLAIN, ASSUMED) == canonical(ORDERED, ASSUMED)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("        return value\n", "        return self.d\n"),
        ("        return value\n", "        return str(self.d)\n"),
        ("        return value\n", "        return self.d == {1: 2}\n"),
        ("        return value\n", "        return self.d | {1: 2}\n"),
        ("        return value\n", "        return type(self.d)\n"),
        ("self.d = {}", "self.d = {1: 2}"),
        ("elif len(self.d) >= self.c:", "elif value > 3:"),
        ("class Cache:", "class OrderedDict:\n    pass\nclass Cache:\n    other = OrderedDict()"),
    ],
)
def test_a_dictionary_that_may_be_told_apart_stays(old: str, new: str) -> None:
    text = PLAIN.replace(old, new)
    assert text != PLAIN
    assert "from collections" not in canonical(text, ASSUMED)


def test_a_dictionary_that_may_be_empty_stays() -> None:
    unbounded = Assumptions("Cache", public_members=ASSUMED.public_members, method_types=_TYPES)
    assert "from collections" not in canonical(PLAIN, unbounded)
