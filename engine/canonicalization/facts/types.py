"""Types: what exact built-in type an expression certainly has, inferred from the program and from declared inputs.

A flow-insensitive abstract interpretation (Cousot and Cousot 1977) over a small lattice. A type is a tuple such as `("int",)`,
`("list", ("str",))` or `("dict", key, value)`; texts of one character are `CHARACTER`, numbers of
more than one type `REAL` (an integer, a boolean or a float); `UNKNOWN` (None) is the top, `NEVER` the bottom.
Knowing nothing is always safe.
"""

from typing import Final, NamedTuple

Type = tuple[object, ...] | None
UNKNOWN: Final[Type] = None
NEVER: Final[Type] = ("never",)
INT: Final[Type] = ("int",)
BOOL: Final[Type] = ("bool",)
FLOAT: Final[Type] = ("float",)
REAL: Final[Type] = ("real",)
STR: Final[Type] = ("str",)
CHARACTER: Final[Type] = ("str", "character")
BYTES: Final[Type] = ("bytes",)
NONE: Final[Type] = ("None",)
SCALARS: Final = frozenset({"int", "bool", "float", "real", "str", "bytes", "None"})
NUMBERS: Final = frozenset({"int", "bool", "float", "real"})
INEXACT: Final = frozenset({"float", "real"})
SEQUENCES: Final = frozenset({"str", "bytes", "list", "tuple", "range"})
PLAIN_MAPPINGS: Final = frozenset({"dict", "ordereddict"})
MAPPINGS: Final = frozenset({*PLAIN_MAPPINGS, "defaultdict"})
SIZED: Final = frozenset({*SEQUENCES, *PLAIN_MAPPINGS, "set", "frozenset", "deque", "view"})
CHANGEABLE: Final = frozenset({*MAPPINGS, "list", "set", "deque", "iterator", "view"})
_LATER: Final = frozenset({"iterator", "view"})
IMMUTABLE: Final = frozenset({*SCALARS, "range", "frozenset"})


def kind(type_: Type) -> str:
    """The outermost type's name; empty when nothing is known."""
    return str(type_[0]) if type_ is not None else ""


def element(type_: Type) -> Type:
    """The type of what iterating over a value of this type gives."""
    name = kind(type_)
    if name in MAPPINGS | {"list", "set", "frozenset", "iterator", "view", "deque", "tuple"} and type_ is not None and len(type_) > 1:
        return type_[1]  # type: ignore[return-value]
    return {"str": CHARACTER, "range": INT, "bytes": INT, "never": NEVER}.get(name, UNKNOWN)


def value_of(type_: Type) -> Type:
    """The type of a dictionary's values."""
    return type_[2] if type_ is not None and type_[0] in MAPPINGS and len(type_) == 3 else UNKNOWN  # type: ignore[return-value]


def join(first: Type, second: Type) -> Type:
    """The least type that covers both."""
    if second is first or second in (first, NEVER):
        return first
    if first == NEVER:
        return second
    if kind(first) == kind(second) == "str":
        return STR
    if kind(first) in NUMBERS and kind(second) in NUMBERS and kind(first) != kind(second):
        return REAL
    if first is None or second is None or first[0] != second[0] or len(first) != len(second):
        return UNKNOWN
    return (first[0], *(join(left, right) for left, right in zip(first[1:], second[1:], strict=True)))  # type: ignore[arg-type]


def is_settled(type_: Type) -> bool:
    """Whether comparing, hashing and printing values of this type runs built-in code only, elements included."""
    if type_ is None or type_ == NEVER:
        return type_ == NEVER
    return all(is_settled(part) for part in type_[1:] if not isinstance(part, str))  # type: ignore[arg-type]


def are_ordered(types: list[Type]) -> bool:
    """Whether these are several numbers or several texts, so that comparing any two of them runs built-in code only and cannot fail."""
    kinds = {kind(type_) for type_ in types}
    return len(types) > 1 and (kinds <= NUMBERS or kinds == {"str"})


def holds_containers(type_: Type) -> bool:
    """Whether something inside a value may change while the value itself stays the same."""
    if type_ is None or kind(type_) in SCALARS | {"range", "never"}:
        return False
    return any(part is None or kind(part) not in IMMUTABLE | {"never", "tuple"} or holds_containers(part) for part in parts_of(type_))


def is_hashable(type_: Type) -> bool:
    """Whether hashing a value of this type runs built-in code only and cannot fail."""
    if kind(type_) in {"tuple", "frozenset"}:
        return all(map(is_hashable, parts_of(type_)))
    return kind(type_) in SCALARS | {"range", "never"}


def may_change(type_: Type) -> bool:
    """Whether a value of this type, or something inside it, can change while it stays the same object."""
    return kind(type_) in CHANGEABLE or any(part is not None and may_change(part) for part in parts_of(type_))


class Put(NamedTuple):
    """What may have been put into containers of any kind, into lists, into sets, and into dictionaries as keys and as values."""

    anywhere: Type = NEVER
    lists: Type = NEVER
    sets: Type = NEVER
    keys: Type = NEVER
    values: Type = NEVER

    def into(self, name: str, position: int) -> Type:
        """What may be found at one place of the parts of a container of this kind; whoever goes over one later may find anything."""
        if name in _LATER:
            return join(join(self.anywhere, self.lists), join(self.sets, join(self.keys, self.values)))
        if name in MAPPINGS:
            return join(self.anywhere, self.values if position else self.keys)
        return join(self.anywhere, self.sets if name == "set" else self.lists)


def widened(type_: Type, put: Put) -> Type:
    """The type after something else may have been put into every container that can change, at any depth."""
    if type_ is None or not may_change(type_):
        return type_
    inner = [widened(part, put) for part in parts_of(type_)]
    name = kind(type_)
    joined = [join(part, put.into(name, position)) for position, part in enumerate(inner)] if name in CHANGEABLE else inner
    return (type_[0], *joined)


def parts_of(type_: Type) -> list[Type]:
    """The types of what a value holds."""
    return [part for part in (type_ or ())[1:] if part is None or isinstance(part, tuple)]
