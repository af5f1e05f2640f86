"""Methods that look at a dictionary and a list of its keys while both are out of step: their forms do what they do."""

from collections.abc import Iterator
from random import Random

import pytest

from engine.canonicalization.program import Assumptions
from tests.unit.structure_cases import canonical

_HEAD = """class Cache:
    def __init__(self, c):
        self.c = c
        self.n = 0
        self.d = {}
        self.l = []
    def get(self, key, value):
        if key not in self.d:
            return -1
        self.l.remove(key)
        self.l.append(key)
        return self.d[key]
    def put(self, key, value):
        if key in self.d:
            self.l.remove(key)
        self.d[key] = value
        self.l.append(key)
        if len(self.d) > self.c:
            del self.d[self.l.pop(0)]
    def zap(self, key, value):
        if key in self.d:
            del self.d[key]
            self.l.remove(key)
    def drop(self, key, value):
"""
_INT = ("int",)
_METHODS = ("get", "put", "zap", "drop")
_ASSUMED = Assumptions(
    "Cache",
    lower_bounds=(1,),
    public_members=frozenset({"__init__", *_METHODS}),
    method_types=(("__init__", (_INT,)), *((name, (_INT, _INT)) for name in sorted(_METHODS))),
)
_WITHIN = "if key in self.d:\n    self.l.remove(key)\n    {}\n    self.l.append(key)"
_BODIES = [
    _WITHIN.format("x = 10 // value"),
    _WITHIN.format("self.zap(key, value)"),
    _WITHIN.format("self.n = 10 // value"),
    _WITHIN.format("value.x = key in self.d"),
    _WITHIN.format("if value > 2:\n        return 3"),
    _WITHIN.format("yield key"),
    _WITHIN.format("if value in self.l:\n        self.n += 1"),
    _WITHIN.format("self.n = len(self.l)"),
    _WITHIN.format("x = self.d[value]"),
    _WITHIN.format("key = value"),
    _WITHIN.format("for value in self.l:\n        self.n += value"),
    "if key in self.d:\n    self.zap(key, value)\n    self.l.remove(key)\n    self.l.append(key)",
    "if key in self.d:\n    self.put(value, key)\n    self.l.remove(key)\n    self.l.append(key)\nreturn key in self.l",
    (
        "if key in self.d:\n    match value:\n        case 0:\n            pass\n        case key:\n            pass\n"
        "    self.l.remove(key)\n    self.l.append(key)"
    ),
    "try:\n    self.l.remove(key)\nexcept ValueError:\n    return -1\nself.l.append(key)",
    "try:\n    del self.d[key]\nexcept KeyError:\n    return -1\nself.l.remove(key)",
    (
        "found = lambda k: k in self.l\nif key in self.d:\n    self.l.remove(key)\n    self.n = found(key)\n    self.l.append(key)\n"
        "return self.n"
    ),
    (
        "if key in self.d:\n    self.l.remove(key)\n    if value in self.d:\n        self.l.append(key)\n    else:\n"
        "        self.l.append(key)\n        return 7\nreturn 8"
    ),
    "self.d[key] = value\nif key in self.l:\n    self.l.remove(key)\n    value = 0\nself.l.append(key)\nself.zap(key, 0)\nreturn value",
    "self.d[key] = value\nif key in self.l:\n    self.l.remove(key)\nelse:\n    value = 9\nself.l.append(key)\nreturn value",
    "self.d[key] = value\nif key in self.d:\n    self.l.remove(key)\nself.l.append(key)",
    "self.d[key] = value\nif key in self.l:\n    self.l.remove(value)\nself.l.append(key)",
    "self.d[key] = value\nif value in self.l:\n    self.l.remove(value)\nself.l.append(key)",
    "self.d[key] = value\nif key not in self.l:\n    self.l.append(value)",
    "self.d[key] = value\nif key not in self.l:\n    self.l.append(key)\n    value = 5\nreturn value",
    "for _ in (1,):\n    if key in self.d:\n        self.l.remove(key)",
    "for _ in (1, 2):\n    if key in self.d:\n        self.l.remove(key)\n        break\nif key in self.d:\n    self.l.append(key)",
    "while key in self.d:\n    del self.d[key]\nself.n = len(self.l)\nif key in self.l:\n    self.l.remove(key)\nreturn self.n",
    "if len(self.l) > value:\n    oldest = self.l.pop(0)\n    del self.d[oldest]\n    return oldest",
    "if len(self.d) >= 0:\n    oldest = self.l.pop(0)\n    del self.d[oldest]",
    "if value < len(self.d):\n    del self.d[self.l.pop(0)]",
    "if not value == len(self.d):\n    del self.d[self.l.pop(0)]",
    "if len(self.d) != 0:\n    del self.d[self.l.pop(0)]\n    del self.d[self.l.pop(0)]",
    "if len(self.l) > 1 or key in self.d:\n    del self.d[self.l.pop(0)]",
    "if len(self.l) > 1 and key in self.d:\n    self.l.remove(key)\n    del self.d[self.l.pop(0)]\n    self.l.append(key)",
    "if self.l and self.l[0] == key:\n    self.l.pop(0)\n    del self.d[key]",
    "if self.l:\n    oldest = self.l[0]\n    del self.d[oldest]\n    self.n = len(self.l)\n    self.l.remove(oldest)\n    return self.n",
    "if self.l:\n    oldest = self.l[0]\n    oldest = key\n    self.l.pop(0)\n    del self.d[oldest]",
    "x = self.d.pop(key)\nself.l.remove(key)\nreturn x",
    "x = self.d.pop(key)\nif x > 5:\n    return x\nself.l.remove(key)",
    "x = self.d.get(key)\nif x is None:\n    return -1\nself.l.remove(key)\nself.l.append(key)\nreturn x",
    "return self.d[key] if key in self.l else self.l[0]",
    "return [k for k in self.l], list(self.d), self.l[::-1]",
    "return self.l == [key], self.d == {key: value}, not self.l, bool(self.d)",
    "return key in self.l and value not in self.l, len(self.l) - len(self.d), 0 in self.d",
    "self.d[key] += value\nreturn self.l[0]",
    "if key in self.d:\n    self.l.remove(key)\n    self.d[key] += self.n\n    self.l.append(key)",
    "self.l.append(key)\nself.d[value] = key",
    "self.d[key] = value\nif key not in self.l:\n    self.l.append(key)\nelse:\n    value = 9\nreturn value",
    "self.d[key] += len(self.l)",
    "self.d[key] += self.zap(key, value) or 1",
    "if key not in self.d:\n    raise ValueError(len(self.l))",
    "for k in self.l:\n    self.n += k\nreturn self.n",
    "for k in self.l:\n    if key in self.d:\n        del self.d[key]\n        self.l.remove(key)\nreturn self.n",
    "for self.d[key] in (1, 2):\n    self.n += 1",
    "for _ in (1, 2):\n    if key in self.d:\n        self.l.remove(key)\n        break",
    "if key in self.d:\n    self.l.remove(key)",
    "while self.l and self.l[0] != key:\n    del self.d[self.l.pop(0)]",
    "if key not in self.d:\n    self.l.append(key)\n    if value > 4:\n        return 0\n    self.d[key] = value",
    "if key not in self.d:\n    self.d[key] = value\n    if value > 4:\n        raise ValueError(key)\n    self.l.append(key)",
    "if key in self.d and key in self.l:\n    self.l.remove(key)\n    self.l.append(value)",
    "assert key in self.d\nself.l.remove(key)\nself.l.append(key)",
    "del self.d[key], self.l[0]",
    "self.l.sort()\nself.l.reverse()",
    "(self.l.remove(key) if key in self.l else None)\nreturn self.d.pop(key, 0)",
]


def _plays() -> Iterator[list[tuple[str, int, int]]]:
    for seed in range(60):
        random = Random(seed)
        most = random.choice((1, 2, 4))
        names = ["get", "put", "put", "put", "zap", "drop", "drop"]
        yield [(random.choice(names), random.randint(0, most), random.choice((0, 1, 2, 3, 5))) for _ in range(random.randint(2, 20))]


def _played(text: str, operations: list[tuple[str, int, int]], capacity: int) -> list[object]:
    names: dict[str, object] = {}
    exec(compile(text, "cache", "exec"), names)
    make = names["Cache"]
    assert callable(make)
    item, seen = make(capacity), list[object]()
    for name, key, value in operations:
        try:
            result = getattr(item, name)(key, value)
            seen.append(next(result, None) if hasattr(result, "__next__") else result)
        except (ArithmeticError, AssertionError, AttributeError, LookupError, NameError, StopIteration, TypeError, ValueError) as error:
            seen.append(type(error))
    return seen


@pytest.mark.parametrize("body", _BODIES)
def test_the_form_of_a_method_does_what_the_method_does(body: str) -> None:
    text = _HEAD + "".join(f"        {line}\n" for line in body.splitlines())
    form = canonical(text, _ASSUMED)

    for number, operations in enumerate(_plays()):
        assert _played(form, operations, 1 + number % 3) == _played(text, operations, 1 + number % 3), form
    assert canonical(form, _ASSUMED) == form
