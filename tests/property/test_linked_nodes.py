"""Law: a class that keeps its entries in a chain of nodes does the same in its normal form, right or wrong as it is written."""

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.canonicalization.program import Assumptions
from tests.property.test_caches import played
from tests.unit.structure_cases import canonical

_NODE = """class Node:
    def __init__(self, key, value):
        self.key = key
        self.value = value
        self.prev = None
        self.next = None
"""
_START = """    def __init__(self, c):
        self.c = c
        self.d = {}
        self.head = Node(0, 0)
        self.tail = Node(0, 0)
        self.head.next = self.tail
        self.tail.prev = self.head
"""
_OUT = (
    "node.prev.next = node.next\nnode.next.prev = node.prev",
    "p = node.prev\nn = node.next\np.next = n\nn.prev = p",
    "node.next.prev = node.prev\nnode.prev.next = node.next",
    "p, n = node.prev, node.next\np.next, n.prev = n, p",
    "node.prev.next = node.next",
    "node.prev.next = node.prev\nnode.next.prev = node.next",
)
_IN = (
    "node.prev = self.head\nnode.next = self.head.next\nself.head.next.prev = node\nself.head.next = node",
    "first = self.head.next\nself.head.next = node\nnode.prev = self.head\nnode.next = first\nfirst.prev = node",
    "last = self.tail.prev\nlast.next = node\nnode.prev = last\nnode.next = self.tail\nself.tail.prev = node",
    "node.next = self.tail\nnode.prev = self.tail.prev\nself.tail.prev.next = node\nself.tail.prev = node",
    "self.head.next = node\nnode.prev = self.head\nnode.next = self.head.next\nself.head.next.prev = node",
)
_OLDEST = "    old = self.tail.prev\n    self._out(old)\n    del self.d[old.key]"
_STEPS = (
    "if key in self.d:\n    self._out(self.d[key])",
    "if key in self.d:\n    self._out(self.d[key])\n    del self.d[key]",
    f"if key in self.d:\n    self._out(self.d[key])\nelif len(self.d) >= self.c:\n{_OLDEST}",
    "if key in self.d:\n    node = self.d[key]\n    node.value = value\n    self._out(node)\n    self._in(node)\n    return 0",
    "node = Node(key, value)\nself.d[key] = node\nself._in(node)",
    "node = Node(key, value)\nself._in(node)\nself.d[key] = node",
    "node = Node(key, value)\nself.d[key] = node",
    "self.d[key] = Node(key, value)\nself._in(self.d[key])",
    "if len(self.d) > self.c:\n    old = self.tail.prev\n    self._out(old)\n    del self.d[old.key]",
    "if len(self.d) > self.c:\n    old = self.head.next\n    del self.d[old.key]\n    self._out(old)",
    "if len(self.d) >= self.c:\n    old = self.head.next\n    self._out(old)\n    del self.d[old.key]",
    "if len(self.d) > self.c:\n    old = self.tail.prev\n    self._out(old)",
    "old = self.tail.prev\nself._out(old)\ndel self.d[old.key]",
    "self._out(self.d[key])",
    "if key not in self.d:\n    return -1",
    "node = self.d.get(key)\nif node is None:\n    return -1\nself._out(node)\nself._in(node)",
    "node = self.d.get(key)\nif node:\n    self._out(node)\n    del self.d[key]",
    "key = key + 1",
    "value = self.d[key].value",
    "if value > 6:\n    raise KeyError(key)",
)
_TOUCH = "node = self.d[key]\nself._out(node)\nself._in(node)"
_ENDS = (
    "return self.d[key].value",
    "return len(self.d)",
    "pass",
    f"{_TOUCH}\nreturn node.value",
    f"if key in self.d:\n    {_TOUCH.replace(chr(10), chr(10) + '    ')}",
)
_TYPICAL = st.tuples(st.lists(st.sampled_from(_STEPS[:10]), max_size=3), st.sampled_from(_ENDS))
_ANY = st.tuples(st.lists(st.sampled_from(_STEPS), max_size=4), st.sampled_from(_ENDS))
_GETS = st.one_of(st.just(([_STEPS[14]], _ENDS[3])), _ANY)
_PUTS = st.one_of(
    st.sampled_from(
        [([_STEPS[0], _STEPS[4], _STEPS[8]], "pass"), ([_STEPS[2], _STEPS[5]], "pass"), ([_STEPS[1], _STEPS[7], _STEPS[9]], "pass")]
    ),
    _TYPICAL,
    _ANY,
)
_OPERATIONS = st.lists(st.tuples(st.sampled_from(["get", "put", "put"]), st.integers(0, 4), st.integers(5, 7)), min_size=4, max_size=14)
_TYPES = (("__init__", (("int",),)), ("get", (("int",), ("int",))), ("put", (("int",), ("int",))))


def _indented(text: str) -> str:
    return "".join(f"        {line}\n" for line in text.splitlines())


def _body(parts: tuple[list[str], str]) -> str:
    return _indented("\n".join([*parts[0], parts[1]]))


def written(out: str, into: str, getting: tuple[list[str], str], putting: tuple[list[str], str]) -> str:
    """A class of these parts."""
    methods = (("_out(self, node)", _indented(out)), ("_in(self, node)", _indented(into)))
    public = (("get(self, key, value)", _body(getting)), ("put(self, key, value)", _body(putting)))
    return f"{_NODE}class Cache:\n{_START}" + "".join(f"    def {head}:\n{body}" for head, body in (*methods, *public))


def form_of(text: str) -> str:
    """The normal form, where callers use `get` and `put` only."""
    public = frozenset({"__init__", "get", "put"})
    return canonical(text, Assumptions("Cache", lower_bounds=(1,), public_members=public, method_types=_TYPES))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(_OUT), st.sampled_from(_IN), _GETS, _PUTS, st.integers(1, 3), st.lists(_OPERATIONS, min_size=3, max_size=3))
def test_a_chain_of_nodes_does_what_its_normal_form_does(
    out: str,
    into: str,
    getting: tuple[list[str], str],
    putting: tuple[list[str], str],
    capacity: int,
    plays: list[list[tuple[str, int, int]]],
) -> None:
    text = written(out, into, getting, putting)
    form = form_of(text)
    for operations in plays:
        assert played(form, capacity, operations) == played(text, capacity, operations), form


def test_a_usual_chain_is_a_list() -> None:
    text = written(_OUT[0], _IN[0], ([_STEPS[14]], _ENDS[3]), ([_STEPS[0], _STEPS[4], _STEPS[8]], "pass"))
    assert "Node" not in form_of(text)
