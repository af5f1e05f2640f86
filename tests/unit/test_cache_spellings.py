"""Spellings of a cache of least recently used entries come together only where nothing can tell the difference."""

import pytest

from engine.canonicalization.program import Assumptions
from tests.unit.structure_cases import canonical

_TYPES = (("__init__", (("int",),)), ("get", (("int",),)), ("put", (("int",), ("int",))))
ASSUMED = Assumptions("Cache", lower_bounds=(1,), public_members=frozenset({"__init__", "get", "put"}), method_types=_TYPES)
HEAD = "from collections import OrderedDict\nclass Cache:\n    def __init__(self, c):\n        self.c = c\n        self.d = OrderedDict()\n"
_SET = "        self.d[key] = value\n        self.d.move_to_end(key)\n"
GET = (
    "    def get(self, key):\n        if key not in self.d:\n            return -1\n"
    "        self.d.move_to_end(key)\n        return self.d[key]\n"
)
PUT = (
    "    def put(self, key, value):\n        self.d[key] = value\n        self.d.move_to_end(key)\n"
    "        if len(self.d) > self.c:\n            self.d.popitem(last=False)\n"
)
USUAL = HEAD + GET + PUT
COUNTED = (
    HEAD
    + "        self.n = 0\n"
    + GET
    + "    def put(self, key, value):\n        if key in self.d:\n            self.d[key] = value\n            self.d.move_to_end(key)\n"
    + "        else:\n            self.d[key] = value\n            self.n += 1\n"
    + "            if self.n > self.c:\n                self.d.popitem(last=False)\n                self.n -= 1\n"
)
CAUGHT = (
    HEAD
    + "    def get(self, key):\n        try:\n            value = self.d.pop(key)\n        except KeyError:\n            return -1\n"
    + "        self.d[key] = value\n        return value\n"
    + PUT
)


GOT = (
    HEAD
    + "    def get(self, key):\n        value = self.d.get(key)\n        if value is None:\n            return -1\n"
    + "        self.d.move_to_end(key)\n        return value\n"
    + PUT
)


def _form(text: str) -> str:
    return canonical(text, ASSUMED)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(COUNTED, id="a count of the entries"),
        pytest.param(CAUGHT, id="a caught error"),
        pytest.param(GOT, id="None for what is missing"),
        pytest.param(USUAL.replace("        if len(self.d) > self.c", "        while len(self.d) > self.c"), id="a loop that goes once"),
        pytest.param(USUAL.replace("value):\n", "value):\n        if self.c <= 0:\n            return\n"), id="a bound that is positive"),
        pytest.param(USUAL.replace("class Cache:\n", "class Cache:\n    __slots__ = ('c', 'd')\n"), id="slots"),
        pytest.param(
            USUAL.replace(_SET, "        self.d.pop(key, None)\n        self.d[key] = value\n"),
            id="taken out first",
        ),
        pytest.param(
            USUAL.replace("        self.d.move_to_end(key)\n        return", "        self.d[key] = self.d.pop(key)\n        return"),
            id="put back",
        ),
    ],
)
def test_however_it_is_spelled(text: str) -> None:
    assert text != USUAL
    assert _form(text) == _form(USUAL)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("            self.n += 1\n", "            self.n += 2\n", id="by two"),
        pytest.param("            self.n += 1\n", "", id="never up"),
        pytest.param("                self.n -= 1\n", "", id="never down"),
        pytest.param("        if key in self.d:\n", "        if value in self.d:\n", id="another key"),
        pytest.param("        self.n = 0\n", "        self.n = 1\n", id="not zero at first"),
        pytest.param("        else:\n", "        else:\n            self.put(key - 1, 0)\n", id="a call in between"),
        pytest.param(
            "            self.d.move_to_end(key)\n        else", "            self.n += 1\n        else", id="an old entry counted"
        ),
        pytest.param("            return -1\n", "            self.d.clear()\n            return -1\n", id="cleared"),
        pytest.param("            return -1\n", "            self.d[0] = 1\n            return -1\n", id="uncounted"),
        pytest.param("            return -1\n", "            self.d.setdefault(0, 1)\n            return -1\n", id="uncounted by a method"),
    ],
)
def test_a_count_that_may_be_wrong_stays(old: str, new: str) -> None:
    text = COUNTED.replace(old, new)
    assert text != COUNTED
    assert "len(" not in _form(text)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("except KeyError:\n", "except LookupError:\n", id="another error"),
        pytest.param("            return -1\n", "            raise\n", id="raised again"),
        pytest.param("self.d.pop(key)\n", "self.d.pop(key // value)\n", id="a key that may fail"),
        pytest.param("self.d.pop(key)\n", "self.d.pop(key)\n            self.d.pop(0)\n", id="something else that may be missing"),
    ],
)
def test_a_caught_error_stays(old: str, new: str) -> None:
    text = CAUGHT.replace(old, new)
    assert text != CAUGHT
    assert "try:" in _form(text)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("if value is None:", "if not value:", id="zero is false"),
        pytest.param("self.d[key] = value", "self.d[key] = None if value else 1", id="None may come in"),
        pytest.param("        return value\n", "        self.d.update(c=None)\n        return value\n", id="anything may come in"),
        pytest.param("            return -1\n", "            return value\n", id="None is given back"),
    ],
)
def test_none_that_may_be_an_entry_stays(old: str, new: str) -> None:
    text = GOT.replace(old, new)
    assert text != GOT
    assert ".get(" in _form(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            USUAL.replace("            return -1\n", "            self.d[0] = 1\n            return -1\n"), id="others put entries in"
        ),
        pytest.param(USUAL.replace("        self.c = c\n", "        self.c = c\n        self.c += 1\n"), id="a bound that changes"),
    ],
)
def test_a_loop_that_may_go_on_stays(text: str) -> None:
    assert "while " in _form(text.replace("        if len(self.d) > self.c", "        while len(self.d) > self.c"))


def test_a_bound_that_may_be_zero_is_asked_for() -> None:
    text = USUAL.replace("value):\n", "value):\n        if self.c <= 0:\n            return\n")
    assert "0 < " in canonical(text, Assumptions("Cache", public_members=ASSUMED.public_members, method_types=_TYPES))


@pytest.mark.parametrize(
    "line", ["        self.other = 1\n", "        item = Cache(1)\n        item.other = 1\n", "        setattr(self, 'other', 1)\n"]
)
def test_slots_that_forbid_something_stay(line: str) -> None:
    text = USUAL.replace("class Cache:\n", "class Cache:\n    __slots__ = ('c', 'd')\n").replace("value):\n", f"value):\n{line}")
    assert "__slots__" in _form(text)
