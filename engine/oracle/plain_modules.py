"""Modules of the standard library whose functions answer by their arguments alone, and what of them is left out."""

import importlib
from functools import lru_cache
from types import ModuleType

_MODULES = frozenset(
    "__future__ bisect cmath collections collections.abc decimal fractions functools heapq itertools math operator re string typing".split()  # noqa: SIM905
)
_LEFT_OUT = frozenset(
    """
    Set FrozenSet AbstractSet MutableSet KeysView ItemsView attrgetter methodcaller merge Formatter Template Scanner singledispatch
    singledispatchmethod cached_property get_type_hints ForwardRef Text AnyStr UserString mod imod
    """.split()  # noqa: SIM905
)


def is_plain_module(name: str) -> bool:
    """Whether nothing that the module offers knows hashes, addresses, time, chance, or anything outside, but what is left out by name."""
    return name in _MODULES


def is_plain_name(module: str, name: str) -> bool:
    """Whether a module that is plain has a public name which is not left out, and no module itself."""
    return is_plain_module(module) and name in _offered(module)


@lru_cache(maxsize=len(_MODULES))
def _offered(module: str) -> frozenset[str]:
    items = vars(importlib.import_module(module)).items()
    return frozenset(
        name for name, value in items if not name.startswith("_") and name not in _LEFT_OUT and not isinstance(value, ModuleType)
    )
