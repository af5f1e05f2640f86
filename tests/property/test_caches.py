"""Law: a class that keeps entries in order does the same in its normal form, whatever its methods are put together from."""

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.canonicalization.program import Assumptions
from tests.unit.structure_cases import canonical

_ROOM = "    if len(self.d) > self.c:\n        self.d.popitem(last=False)"
_STEPS = (
    "if key in self.d:\n    self.d.move_to_end(key)",
    "if key in self.d:\n    del self.d[key]",
    "if key in self.d:\n    self.d.pop(key)",
    "if key in self.d:\n    self.d.move_to_end(key)\nelif len(self.d) >= self.c:\n    self.d.popitem(last=False)",
    "if key in self.d:\n    del self.d[key]\nelif len(self.d) >= self.c:\n    del self.d[next(iter(self.d))]",
    "if key in self.d:\n    self.d[key] = value\n    self.d.move_to_end(key)\nelse:\n    self.d[key] = value",
    "if key in self.d:\n    self.d.move_to_end(key)\n    self.d[key] = value\nelse:\n    self.d[key] = value",
    "if key not in self.d and len(self.d) >= self.c:\n    self.d.popitem(last=False)",
    "if len(self.d) >= self.c:\n    self.d.popitem(last=False)",
    "if len(self.d) > self.c:\n    self.d.popitem(last=False)",
    "if len(self.d) > self.c:\n    self.d.popitem(last=True)",
    "if len(self.d) > self.c:\n    oldest = next(iter(self.d))\n    del self.d[oldest]",
    "self.d[key] = value",
    "self.d[key] = value",
    "self.d[0] = value",
    "self.d.move_to_end(key)",
    "self.d.move_to_end(key, last=False)",
    "x = self.d.pop(key)\nself.d[key] = x",
    "x = self.d.get(key)\nif x is None:\n    return -1",
    "x = self.d[key]\nself.d.move_to_end(key)",
    "self.d.pop(key, None)",
    "self.d.setdefault(key, value)",
    "self.c = self.c - 1",
    "if key not in self.d:\n    return -1",
    "self.d[key] = self.d.pop(key)",
    "while len(self.d) > self.c:\n    self.d.popitem(last=False)",
    f"if key in self.d:\n    self.d[key] = value\nelse:\n    self.d[key] = value\n{_ROOM}",
    "try:\n    x = self.d.pop(key)\nexcept KeyError:\n    return -1\nself.d[key] = x",
    "try:\n    del self.d[key]\nexcept KeyError:\n    value = value + 1",
    "if self.c <= 0:\n    return 7",
    "if key not in self.d:\n    self.d[key] = value\n    self.n += 1",
    "if key in self.d:\n    self.d[key] = value\nelse:\n    self.n += 1\n    self.d[key] = value",
    "if key in self.d:\n    del self.d[key]\n    self.n -= 1",
    "if self.n > self.c:\n    self.d.popitem(last=False)\n    self.n -= 1",
    "if key not in self.d:\n    self.n += 1",
    "self.n += 1",
)
# few enough to meet often, with a count that may be right
_COUNTED = tuple(step for step in _STEPS if "self.n" in step)
_ENDS = ("return self.d[key]", "return len(self.d)", "return x", "return self.n", "pass")
_OPERATIONS = st.lists(st.tuples(st.sampled_from(["get", "put", "all"]), st.integers(0, 4), st.integers(5, 7)), max_size=12)
_BODIES = st.tuples(
    st.one_of(st.lists(st.sampled_from(_STEPS), max_size=4), st.lists(st.sampled_from(_COUNTED[:4]), max_size=3)), st.sampled_from(_ENDS)
)
_MEMBERS = frozenset({"__init__", "get", "put", "all"})
_TYPES = (("__init__", (("int",),)), ("all", ()), ("get", (("int",), ("int",))), ("put", (("int",), ("int",))))


def _indented(body: tuple[list[str], str]) -> str:
    lines = [line for step in (*body[0], body[1]) for line in step.splitlines()]
    return "\n".join(f"        {line}" for line in lines)


def _written(made: str, getting: tuple[list[str], str], putting: tuple[list[str], str]) -> str:
    return (
        "from collections import OrderedDict\n"
        "class Cache:\n"
        f"    def __init__(self, c):\n        self.c = c\n        self.n = 0\n        self.d = {made}\n"
        f"    def get(self, key, value):\n{_indented(getting)}\n"
        f"    def put(self, key, value):\n{_indented(putting)}\n"
        "    def all(self):\n        return list(self.d.items())\n"
    )


def played(text: str, capacity: int, operations: list[tuple[str, int, int]]) -> list[object]:
    """What each call of a list of operations returned or raised."""
    names: dict[str, object] = {}
    exec(compile(text, "cache", "exec"), names)
    make = names["Cache"]
    assert callable(make)
    item = make(capacity)
    return [_observed(getattr(item, name), () if name == "all" else (key, value)) for name, key, value in operations]


def _observed(method: Callable[..., object], given: tuple[int, ...]) -> object:
    try:
        return method(*given)
    except (LookupError, AttributeError, NameError, TypeError, ValueError, StopIteration) as error:
        return type(error)


@settings(deadline=None)
@given(st.sampled_from(["OrderedDict()", "{}"]), _BODIES, _BODIES, st.integers(1, 3), st.lists(_OPERATIONS, min_size=3, max_size=3))
def test_a_cache_does_what_its_normal_form_does(
    made: str, getting: tuple[list[str], str], putting: tuple[list[str], str], capacity: int, plays: list[list[tuple[str, int, int]]]
) -> None:
    text = _written(made, getting, putting)
    form = canonical(text, Assumptions("Cache", lower_bounds=(1,), public_members=_MEMBERS, method_types=_TYPES))
    for operations in plays:
        assert played(form, capacity, operations) == played(text, capacity, operations), form
