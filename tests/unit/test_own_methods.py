"""Methods of an entry class go, or are put in place, only where nothing can tell the difference."""

import pytest

from engine.canonicalization.program import Assumptions
from tests.unit.structure_cases import canonical

ASSUMED = Assumptions("Box", public_members=frozenset({"__init__", "size", "get"}), only_exception_types_matter=True)
PLAIN = "class Box:\n    def __init__(self):\n        self.items = []\n    def size(self):\n        return len(self.items)\n"


def test_methods_that_callers_do_not_use_go() -> None:
    more = (
        "    def __repr__(self):\n        return 'Box'\n    def __len__(self):\n        return 3\n    def spare(self):\n        return 1\n"
    )
    assert canonical(PLAIN + more, ASSUMED) == canonical(PLAIN, ASSUMED)


def test_a_method_that_only_computes_is_its_value() -> None:
    called = PLAIN + "    def get(self):\n        return self.size() + 1\n"
    assert canonical(called, ASSUMED) == canonical(PLAIN + "    def get(self):\n        return len(self.items) + 1\n", ASSUMED)


@pytest.mark.parametrize(
    ("added", "kept"),
    [
        ("    def get(self):\n        return 1\n    def spare(self, key: Missing):\n        return 1\n", ": Missing"),
        ("    def get(self):\n        return 1 if self else 2\n    def __len__(self):\n        return 0\n", "__len__"),
        ("    def get(self):\n        return f'{self}'\n    def __str__(self):\n        return 'x'\n", "__str__"),
        ("    def get(self):\n        return getattr(self, 'spare')()\n    def spare(self):\n        return 1\n", "spare"),
        ("    def get(self):\n        self.size = lambda: 7\n        return self.size()\n", ".size()"),
        ("    def get(self):\n        self = Box()\n        return self.size()\n", ".size()"),
        ("    def __getattr__(self, name):\n        return 5\n    def get(self):\n        return self.other\n", "__getattr__"),
    ],
)
def test_what_may_be_noticed_stays(added: str, kept: str) -> None:
    assert kept in canonical(PLAIN + added, ASSUMED)


def test_methods_of_a_class_with_a_base_stay() -> None:
    text = "class Base:\n    def __len__(self):\n        return 0\n" + PLAIN.replace("class Box:", "class Box(Base):")
    assert "__len__" in canonical(text, ASSUMED)


def test_without_a_contract_every_method_stays() -> None:
    assert "__repr__" in canonical(PLAIN + "    def __repr__(self):\n        return 'Box'\n", Assumptions())
