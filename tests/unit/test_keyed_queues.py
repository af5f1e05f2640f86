"""A dictionary and a list of its keys are one `OrderedDict`, only where nothing can tell the difference."""

import pytest

from engine.canonicalization.program import Assumptions
from tests.unit.structure_cases import canonical

_INT, _STR = ("int",), ("str",)


def _assumed(key: tuple[str, ...] = _INT, least: int | None = 1) -> Assumptions:
    types = (("__init__", (_INT,)), *((name, (key, _INT)) for name in ("get", "put", "drop")))
    members = frozenset({"__init__", "get", "put", "drop"})
    return Assumptions("Cache", lower_bounds=(least,), public_members=members, method_types=types)


def _method(name: str, body: str, parameters: str = "self, key, value") -> str:
    lines = "\n".join(f"        {line}" for line in body.splitlines())
    return f"    def {name}({parameters}):\n{lines}\n"


MAKING = _method("__init__", "self.c = c\nself.d = {}\nself.l = []", "self, c")
GETTING = "if key not in self.d:\n    return -1\nself.l.remove(key)\nself.l.append(key)\nreturn self.d[key]"
PUTTING = (
    "if key in self.d:\n    self.l.remove(key)\nself.d[key] = value\nself.l.append(key)\nif len(self.d) > self.c:\n"
    "    del self.d[self.l.pop(0)]"
)
ORDERED = (
    "from collections import OrderedDict\nclass Cache:\n"
    + _method("__init__", "self.c = c\nself.d = OrderedDict()", "self, c")
    + _method("get", "if key not in self.d:\n    return -1\nself.d.move_to_end(key)\nreturn self.d[key]")
    + _method("put", "self.d[key] = value\nself.d.move_to_end(key)\nif len(self.d) > self.c:\n    self.d.popitem(last=False)")
)


def _cache(getting: str = GETTING, putting: str = PUTTING, more: str = "", making: str = MAKING, head: str = "") -> str:
    return f"{head}class Cache:\n{making}{_method('get', getting)}{_method('put', putting)}{more}"


def _is_one(text: str, key: tuple[str, ...] = _INT, least: int | None = 1) -> bool:
    return "OrderedDict()" in canonical(text, _assumed(key, least))


@pytest.mark.parametrize(
    "putting",
    [
        PUTTING,
        (
            "if key in self.d:\n    self.l.remove(key)\n    del self.d[key]\nif len(self.d) >= self.c:\n    del self.d[self.l.pop(0)]\n"
            "self.d[key] = value\nself.l.append(key)"
        ),
        PUTTING.replace("in self.d", "in self.l").replace("len(self.d)", "len(self.l)"),
        PUTTING.replace("del self.d[self.l.pop(0)]", "self.d.pop(self.l.pop(0))"),
        PUTTING.replace("del self.d[self.l.pop(0)]", "oldest = self.l.pop(0)\n    del self.d[oldest]"),
        PUTTING.replace("del self.d[self.l.pop(0)]", "oldest = self.l[0]\n    self.l.remove(oldest)\n    del self.d[oldest]"),
        PUTTING.replace("del self.d[self.l.pop(0)]", "oldest = self.l[0]\n    del self.d[oldest]\n    self.l.pop(0)"),
        PUTTING.replace("del self.d[self.l.pop(0)]", "del self.d[self.l[0]]\n    del self.l[0]"),
        PUTTING.replace("self.d[key] = value\nself.l.append(key)", "self.l.append(key)\nself.d[key] = value"),
        (
            "if key in self.d:\n    self.l.remove(key)\nelif len(self.d) >= self.c:\n    del self.d[self.l.pop(0)]\n"
            "self.d[key] = value\nself.l.append(key)"
        ),
        (
            "if key in self.d:\n    self.l.remove(key)\nelif len(self.d) == self.c:\n    del self.d[self.l.pop(0)]\n"
            "self.l.append(key)\nself.d[key] = value"
        ),
        (
            "if key in self.d:\n    self.d[key] = value\n    self.l.remove(key)\nelse:\n    if len(self.d) >= self.c:\n"
            "        del self.d[self.l.pop(0)]\n"
            "    self.d[key] = value\nself.l.append(key)"
        ),
        (
            "self.d[key] = value\nif key in self.l:\n    self.l.remove(key)\nself.l.append(key)\nif len(self.d) > self.c:\n"
            "    del self.d[self.l.pop(0)]"
        ),
        (
            "if key in self.d:\n    del self.d[key]\n    self.l.remove(key)\nself.d[key] = value\nself.l.append(key)\n"
            "if len(self.d) > self.c:\n    del self.d[self.l.pop(0)]"
        ),
        (
            "if key in self.d:\n    self.l.remove(key)\nself.d[key] = value\nif len(self.d) > self.c:\n"
            "    del self.d[self.l.pop(0)]\nself.l.append(key)"
        ),
    ],
)
def test_a_cache_with_a_dictionary_and_a_list_is_one_with_an_ordered_dictionary(putting: str) -> None:
    assert canonical(_cache(putting=putting), _assumed()) == canonical(ORDERED, _assumed())


@pytest.mark.parametrize(
    ("changes", "head"),
    [
        ([(".append(", ".insert(0, "), (".pop(0)", ".pop()")], ""),
        ([(".append(", ".insert(0, "), (".pop(0)", ".pop(-1)")], ""),
        ([("self.l = []", "self.l = deque()"), (".pop(0)", ".popleft()")], "from collections import deque\n"),
        ([("self.l = []", "self.l = deque()"), (".append(", ".appendleft("), (".pop(0)", ".pop()")], "from collections import deque\n"),
    ],
)
def test_the_newest_key_may_be_at_either_end_of_a_list_or_a_deque(changes: list[tuple[str, str]], head: str) -> None:
    text = _cache(head=head)
    for old, new in changes:
        text = text.replace(old, new)
    assert canonical(text, _assumed()) == canonical(ORDERED, _assumed())


def test_private_procedures_stand_where_they_are_called() -> None:
    touch = _method("_touch", "self.l.remove(k)\nself.l.append(k)", "self, k")
    evict = _method("_evict", "oldest = self.l.pop(0)\ndel self.d[oldest]", "self")
    getting = "if key in self.d:\n    self._touch(key)\n    return self.d[key]\nreturn -1"
    putting = (
        "if key in self.d:\n    self.d[key] = value\n    self._touch(key)\nelse:\n    if len(self.d) >= self.c:\n        self._evict()\n"
        "    self.d[key] = value\n    self.l.append(key)"
    )
    assert canonical(_cache(getting, putting, touch + evict), _assumed()) == canonical(ORDERED, _assumed())


def test_texts_are_keys_as_well() -> None:
    assert canonical(_cache(), _assumed(_STR)) == canonical(ORDERED, _assumed(_STR))


@pytest.mark.parametrize(
    "body",
    [
        "if key in self.d:\n    self.l.remove(key)\n    del self.d[key]",
        "if key in self.l:\n    self.d.pop(key)\n    self.l.remove(key)",
        "del self.d[key]\nself.l.remove(key)",
        "if not self.l:\n    return -1\nreturn self.l[0]",
        "while len(self.d) > value:\n    if not self.l:\n        break\n    del self.d[self.l.pop(0)]",
        "if len(self.d) > 1:\n    oldest = self.l.pop(0)\n    self.l.append(oldest)",
        "return len(self.l)",
        "self.put(key, value)\nreturn self.d.get(key, 0)",
    ],
)
def test_other_methods_may_do_what_both_do_alike(body: str) -> None:
    assert _is_one(_cache(more=_method("drop", body)))


@pytest.mark.parametrize(
    "body",
    [
        "return list(self.d)",  # the order in which the dictionary was filled
        "for item in self.d:\n    print(item)",
        "return self.l",  # the list gets out
        "return self.d",
        "print(self.l)",
        "return list(self.l)",
        "return self.l[-1]",  # the other end
        "return self.l[0]",  # may be empty
        "self.l.pop(0)",  # stays in the dictionary
        "self.l = []",  # set again
        "self.d = {}",
        "self.l.append(key)",  # may be there already
        "if key not in self.d:\n    self.l.append(key)",  # stays out of the dictionary
        "self.d[key] = value",  # may be new, and stays out of the list
        "self.l.insert(0, key)",  # both ends
        "self.l.insert(1, key)",
        "self.l.remove(key)",  # may fail in another way
        "if key in self.d:\n    self.l.remove(key)",
        "if key in self.d:\n    del self.d[key]",
        "self.l.sort()",
        "self.l.reverse()",
        "del self.d[self.l.pop(0)]",  # may be empty
        "if len(self.d) >= value:\n    del self.d[self.l.pop(0)]",  # the bound may be nothing
        "if key in self.d:\n    self.l.remove(key)\n    print(value)\n    self.l.append(key)",  # unknown code in between
        "if key in self.d:\n    self.l.remove(key)\n    self.put(1, 2)\n    self.l.append(key)",
        "if key in self.d:\n    self.l.remove(key)\n    x = 1 // value\n    self.l.append(key)\n    return x",  # may fail in between
        "if key in self.d:\n    self.l.remove(key)\n    if value:\n        return 1\n    self.l.append(key)",  # may leave in between
        "if key in self.d:\n    self.l.remove(key)\n    key = 5\n    self.l.append(key)",  # another key
        "if key in self.d:\n    self.l.remove(key)\n    self.l.append(value)",
        (
            "if key in self.d and value in self.d:\n    self.l.remove(key)\n    self.l.remove(value)\n    self.l.append(key)\n"
            "    self.l.append(value)"
        ),
        "if key in self.d:\n    self.l.remove(key)\n    n = len(self.l)\n    self.l.append(key)\n    return value in self.l and self.l[n]",
        "if key in self.d:\n    del self.d[value]\n    self.l.remove(key)",  # two keys
        (
            "if key in self.d and value in self.d:\n    del self.d[value]\n    self.l.remove(value)\n    self.l.remove(key)\n"
            "    self.l.append(key)"
        ),
        (
            "if key not in self.d and value not in self.d:\n    self.d[key] = 1\n    self.d[value] = 2\n    self.l.append(value)\n"
            "    self.l.append(key)"
        ),
        "if len(self.d) > 1:\n    a = self.l.pop(0)\n    b = self.l.pop(0)\n    del self.d[b]\n    del self.d[a]",
        (
            "if key in self.d:\n    self.l.remove(key)\n    if len(self.d) >= self.c:\n        del self.d[self.l.pop(0)]\n"
            "    self.l.append(key)"
        ),
        "return lambda: self.l.append(key)",
        "return [self.l.append(item) for item in range(value)]",
        "try:\n    self.l.remove(key)\nexcept ValueError:\n    pass",
        "if key in self.d:\n    self.l.remove(key)\n    yield 1\n    self.l.append(key)",
        "self.l += [key]",
        "self.l.extend([key])",
        "self.d.update({key: value})",
        "self.d.setdefault(key, value)",
        "if key in self.d:\n    self.d[key] += self.put(key, 1)",
    ],
)
def test_what_could_tell_them_apart_keeps_both(body: str) -> None:
    text = _cache(more=_method("drop", body))
    assert not _is_one(text)


@pytest.mark.parametrize(
    "making",
    [
        "self.c = c\nself.d = {}\nself.l = [1]",
        "self.c = c\nself.d = {1: 1}\nself.l = []",
        "self.c = c\nself.d = {}\nself.l = []\nself.l.append(1)",
        "self.c = c\nself.d = {}\nself.put(1, 1)\nself.l = []",
        "self.c = c\nself.d = {}\nif c > 5:\n    return\nself.l = []",
        "self.c = c\nself.d = {}\nother = []\nself.l = other\nprint(other)",
        "self.c = c\nself.d = self.l = []",
    ],
)
def test_both_start_empty(making: str) -> None:
    assert not _is_one(_cache(making=_method("__init__", making, "self, c")))


@pytest.mark.parametrize("key", [("float",), ("real",), ("bool",), None, ("tuple", ("int",))])
def test_keys_that_can_be_told_apart_keep_both(key: tuple[str, ...] | None) -> None:
    assert not _is_one(_cache(), key)  # type: ignore[arg-type]


def test_a_capacity_of_nothing_is_no_proof_of_an_oldest_entry() -> None:
    putting = (
        "if key in self.d:\n    self.l.remove(key)\nelif len(self.d) >= self.c:\n    del self.d[self.l.pop(0)]\n"
        "self.d[key] = value\nself.l.append(key)"
    )
    assert _is_one(_cache(putting=putting))
    assert not _is_one(_cache(putting=putting), least=0)
    assert not _is_one(_cache(putting=putting), least=None)
    assert not _is_one(_cache(putting=putting, more=_method("drop", "self.c = value")))
    assert _is_one(_cache(), least=0)


@pytest.mark.parametrize(
    "head",
    [
        "import OrderedDict\n",
        "from odd import len\n",
        "from odd import next\n",
        "from odd import iter\n",
        "from helpers import *\n",
        "from odd import OrderedDict\n",
    ],
)
def test_names_that_stand_for_something_else_keep_both(head: str) -> None:
    assert not _is_one(_cache(head=head))


@pytest.mark.parametrize(
    "more",
    [
        _method("__setattr__", "object.__setattr__(self, name, given)", "self, name, given"),
        _method("drop", "self.__init__(value)"),
        _method("drop", "return print(self)"),
        _method("drop", "other = self\nother.l.append(key)"),
    ],
)
def test_an_object_that_is_reached_otherwise_keeps_both(more: str) -> None:
    assert not _is_one(_cache(more=more))


def test_without_a_contract_nothing_is_known() -> None:
    assert "OrderedDict()" not in canonical(_cache(), Assumptions())


def test_what_callers_may_read_keeps_both() -> None:
    assumed = _assumed()
    seen = Assumptions("Cache", lower_bounds=(1,), public_members=frozenset({"get", "put", "l"}), method_types=assumed.method_types)
    assert "OrderedDict()" not in canonical(_cache(), seen)


def test_the_new_import_comes_after_the_docstring() -> None:
    text = canonical('"""Caches."""\n' + _cache(), _assumed())
    assert text.splitlines()[:2] == ['"""Caches."""', "from collections import OrderedDict"]
