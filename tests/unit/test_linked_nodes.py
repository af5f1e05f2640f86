"""A chain of nodes is a list of keys only where nothing can tell the difference."""

import pytest

from engine.canonicalization.program import Assumptions
from tests.unit.structure_cases import canonical

_PUBLIC = frozenset({"__init__", "get", "put"})
_TYPES = (("__init__", (("int",),)), ("get", (("int",),)), ("put", (("int",), ("int",))))
ASSUMED = Assumptions("Cache", lower_bounds=(1,), public_members=_PUBLIC, method_types=_TYPES)
CHAIN = """class Node:
    def __init__(self, key, value):
        self.key = key
        self.value = value
        self.prev = None
        self.next = None

class Cache:
    def __init__(self, c):
        self.c = c
        self.d = {}
        self.head = Node(0, 0)
        self.tail = Node(0, 0)
        self.head.next = self.tail
        self.tail.prev = self.head

    def _out(self, node):
        before = node.prev
        before.next = node.next
        node.next.prev = before

    def _in(self, node):
        node.next = self.head.next
        node.prev = self.head
        self.head.next.prev = node
        self.head.next = node

    def get(self, key):
        if key not in self.d:
            return -1
        node = self.d[key]
        self._out(node)
        self._in(node)
        return node.value

    def put(self, key, value):
        if key in self.d:
            self._out(self.d[key])
        node = Node(key, value)
        self.d[key] = node
        self._in(node)
        if len(self.d) > self.c:
            old = self.tail.prev
            self._out(old)
            del self.d[old.key]
"""
LISTS = """class Cache:
    def __init__(self, c):
        self.c = c
        self.d = {}
        self.keys = []

    def get(self, key):
        if key not in self.d:
            return -1
        self.keys.remove(key)
        self.keys.append(key)
        return self.d[key]

    def put(self, key, value):
        if key in self.d:
            self.keys.remove(key)
        self.d[key] = value
        self.keys.append(key)
        if len(self.d) > self.c:
            old = self.keys[0]
            self.keys.remove(old)
            del self.d[old]
"""


def _with(old: str, new: str) -> str:
    assert CHAIN.count(old) == 1
    return CHAIN.replace(old, new)


def test_a_chain_of_nodes_is_a_list_of_keys() -> None:
    assert canonical(CHAIN, ASSUMED) == canonical(LISTS, ASSUMED)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "before = node.prev\n        before.next = node.next\n        node.next.prev = before",
            "node.next.prev = node.prev\n        node.prev.next = node.next",
        ),
        ("        node = self.d[key]\n        self._out(node)\n", "        self._out(self.d[key])\n        node = self.d[key]\n"),
        (
            "        if key not in self.d:\n            return -1\n        node = self.d[key]\n",
            "        node = self.d.get(key)\n        if not node:\n            return -1\n",
        ),
        ("        self.d[key] = node\n        self._in(node)\n", "        self._in(node)\n        self.d[key] = node\n"),
        ("            self._out(self.d[key])\n", "            self._out(self.d[key])\n            del self.d[key]\n"),
        ("            self._out(old)\n            del self.d[old.key]\n", "            del self.d[old.key]\n            self._out(old)\n"),
        ("Node(0, 0)\n        self.head.next", "Node(-1, None)\n        self.head.next"),
    ],
)
def test_however_it_is_spelled(old: str, new: str) -> None:
    assert "Node" not in canonical(_with(old, new), ASSUMED)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("        node.next.prev = before\n", "", id="half a removal"),
        pytest.param("before.next = node.next\n", "before.next = node.prev\n", id="a wrong link"),
        pytest.param("        self.d[key] = node\n        self._in(node)\n", "        self._in(node)\n", id="only in the chain"),
        pytest.param("        self.d[key] = node\n        self._in(node)\n", "        self.d[key] = node\n", id="only in the dictionary"),
        pytest.param("            self._out(self.d[key])\n", "            pass\n", id="twice in the chain"),
        pytest.param("            del self.d[old.key]\n", "", id="still found"),
        pytest.param("            self._out(old)\n", "", id="still in the chain"),
        pytest.param(
            "        if len(self.d) > self.c:\n", "        if len(self.d) > self.c - 1:\n            self._in(node)\n", id="put in twice"
        ),
        pytest.param("        if key not in self.d:\n            return -1\n        node", "        node", id="a key that may be missing"),
        pytest.param("        return node.value\n", "        return node\n", id="a node that leaves"),
        pytest.param("        return node.value\n", "        return self.d\n", id="the dictionary leaves"),
        pytest.param(
            "        self._in(node)\n        if", "        print(int(value))\n        self._in(node)\n        if", id="may fail in between"
        ),
        pytest.param("        self.d = {}\n", "        self.d = {0: 1}\n", id="not empty at first"),
        pytest.param("class Cache:", "class Cache(dict):", id="a base"),
        pytest.param(
            "        self.next = None\n\n",
            "        self.next = None\n    def __eq__(self, other):\n        return True\n\n",
            id="nodes that are equal",
        ),
        pytest.param("        node = Node(key, value)\n", "        node = Node(value, key)\n", id="another key"),
        pytest.param("        node = Node(key, value)\n", "        node = Node(key, value)\n        key += 1\n", id="a key that changes"),
    ],
)
def test_a_chain_stays_where_something_may_be_different(old: str, new: str) -> None:
    assert "Node" in canonical(_with(old, new), ASSUMED)


def test_a_chain_stays_where_it_may_be_empty() -> None:
    early = _with(
        "        if key in self.d:\n            self._out(self.d[key])\n",
        (
            "        if len(self.d) >= self.c:\n            old = self.tail.prev\n            self._out(old)\n"
            "            del self.d[old.key]\n"
        ),
    )
    assert "Node" in canonical(early, Assumptions("Cache", public_members=_PUBLIC, method_types=_TYPES))


@pytest.mark.parametrize("types", [(), (("__init__", (("int",),)), ("get", (("float",),)), ("put", (("float",), ("int",))))])
def test_a_chain_stays_where_equal_keys_may_differ(types: tuple[tuple[str, tuple[tuple[str], ...]], ...]) -> None:
    assumed = Assumptions("Cache", lower_bounds=(1,), public_members=_PUBLIC, method_types=types)
    assert "Node" in canonical(CHAIN, assumed)


def test_a_chain_stays_without_a_contract() -> None:
    assert "Node" in canonical(CHAIN, Assumptions())
