"""A class inside the entry class stands beside it only where nothing can tell the difference."""

import pytest

from engine.canonicalization.program import Assumptions
from tests.unit.structure_cases import canonical

ASSUMED = Assumptions("Box", public_members=frozenset({"__init__", "get"}))
INSIDE = (
    "class Box:\n    class Item:\n        def __init__(self, x):\n            self.x = x\n"
    "    def __init__(self):\n        self.item = self.Item(1)\n    def get(self):\n        return [self.item, Box.Item(2)]\n"
)
BESIDE = (
    "class Item:\n    def __init__(self, x):\n        self.x = x\n"
    "class Box:\n    def __init__(self):\n        self.item = Item(1)\n    def get(self):\n        return [self.item, Item(2)]\n"
)


def test_a_class_inside_stands_beside() -> None:
    assert canonical(INSIDE, ASSUMED) == canonical(BESIDE, ASSUMED)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("return [self.item, Box.Item(2)]", "return [self.item, Item(2)]"),
        ("return [self.item, Box.Item(2)]", "return [self.item, self.item.Item(2)]"),
        ("return [self.item, Box.Item(2)]", "self.Item = int\n        return self.item"),
        ("return [self.item, Box.Item(2)]", "self = self.item\n        return self.Item(3)"),
        ("class Item:", "class Item(Exception):"),
        ("class Box:", "class Box(dict):"),
        ("class Box:\n", "Item = 3\nclass Box:\n    other = Item\n"),
        ("return [self.item, Box.Item(2)]", "return getattr(self, 'Item')(3)"),
    ],
)
def test_a_class_that_may_be_noticed_stays_inside(old: str, new: str) -> None:
    text = INSIDE.replace(old, new)
    assert text != INSIDE
    assert "    class Item" in canonical(text, ASSUMED)


def test_a_class_that_callers_use_stays_inside() -> None:
    assert "    class Item" in canonical(INSIDE, Assumptions("Box", public_members=frozenset({"__init__", "get", "Item"})))
