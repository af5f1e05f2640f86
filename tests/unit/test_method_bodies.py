"""Private methods stand where they are called only where nothing can tell the difference."""

import pytest

from engine.canonicalization.program import Assumptions
from tests.unit.structure_cases import canonical

ASSUMED = Assumptions("Box", public_members=frozenset({"__init__", "put", "get"}), only_exception_types_matter=True)
START = "class Box:\n    def __init__(self):\n        self.items = []\n        self.count = 0\n"
DIRECT = START + (
    "    def put(self, x):\n        self.items.append(x)\n    def get(self, x):\n"
    "        self.items.append(x)\n        return len(self.items)\n"
)


def test_a_short_method_stands_where_it_is_called() -> None:
    text = (
        START
        + "    def put(self, x):\n        self._add(x)\n    def get(self, x):\n        self._add(x)\n        return len(self.items)\n"
        + "    def _add(self, item):\n        self.items.append(item)\n"
    )
    assert canonical(text, ASSUMED) == canonical(DIRECT, ASSUMED)


@pytest.mark.parametrize(
    ("call", "body", "direct"),
    [
        (
            "self._more(x)",
            "for item in y:\n            self.items.append(item)\n            self.count += item",
            "for item in x:\n            self.items.append(item)\n            self.count += item",
        ),
        (
            "n = self._more(x)\n        return n + n",
            "self.items.append(y)\n        z = len(self.items) * y\n        return z",
            "self.items.append(x)\n        z = len(self.items) * x\n        return z + z",
        ),
        (
            "for item in x:\n            self._more(item)",
            "if y <= 0:\n            self.items.append(y)",
            "for item in x:\n            if item <= 0:\n                self.items.append(item)",
        ),
    ],
)
def test_a_method_with_one_call_stands_there(call: str, body: str, direct: str) -> None:
    text = (
        START
        + f"    def put(self, x):\n        {call}\n    def get(self):\n        return self.items\n    def _more(self, y):\n        {body}\n"
    )
    plain = START + f"    def put(self, x):\n        {direct}\n    def get(self):\n        return self.items\n"
    assert canonical(text, ASSUMED) == canonical(plain, ASSUMED)


@pytest.mark.parametrize(
    "more",
    [
        (
            "    def put(self, x):\n        self._add(x)\n    def _add(self, y):\n        if y > 0:\n"
            "            self._add(y - 1)\n        self.items.append(y)\n"
        ),
        "    def put(self, x):\n        self._add(x)\n    def _add(self, y):\n        self.items.append(y)\n        yield y\n",
        "    def put(self, x):\n        self._add = x\n        self._add(x)\n    def _add(self, y):\n        self.items.append(y)\n",
        "    def put(self, x):\n        self._add(*x)\n    def _add(self, y):\n        self.items.append(y)\n",
        "    def put(self, x):\n        self._add(x, x)\n    def _add(self, y):\n        self.items.append(y)\n",
        (
            "    def put(self, x):\n        for item in x:\n            self._add(item)\n    def _add(self, y):\n"
            "        for item in self.items:\n            if item == y:\n                return\n        self.items.append(y)\n"
        ),
    ],
)
def test_a_method_that_may_do_something_else_stays(more: str) -> None:
    assert canonical(START + more, ASSUMED).count("def ") == 3
