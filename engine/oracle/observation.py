"""The encoding of observed values: text that is equal exactly when two values have the same types and contents.

Imports the standard library only, because a sandbox runs this very source text next to the code under test, so that expected
values (encoded by the trusted side) and observed values cannot be spelled in two ways.
The encoding is a JSON array: a type's name followed by the contents; None, booleans and text stand for themselves.
"""

import json
from collections.abc import Callable
from itertools import islice
from typing import Any

MAX_DEPTH = 60
MAX_ITEMS = 100_000
MAX_GENERATED = 1_000


def encode(value: object, max_bytes: int = 64_000) -> str:
    """Encode a value with its exact types: floats by their bits, integers of any size, sets without order.

    Generators and other iterators are consumed up to 1,000 items. Objects of other types are known by their type's name only.
    What is larger than `max_bytes`, has more than 100,000 parts or is deeper than 60 levels is encoded as `too large` with its type.
    """
    try:
        text = json.dumps(_Encoder().encode(value, 0), separators=(",", ":"))
    except _TooLarge:
        return json.dumps(["too large", type(value).__qualname__])
    return text if len(text) <= max_bytes else json.dumps(["too large", type(value).__qualname__])


class _TooLarge(Exception):
    """The value has too many parts or levels."""


class _Encoder:
    """Encodes one value, counting its parts. Values are of any class, so their own methods are called by name."""

    def __init__(self) -> None:
        self.items = 0

    def encode(self, value: object, depth: int) -> object:
        self.items += 1
        if depth > MAX_DEPTH or self.items > MAX_ITEMS:
            raise _TooLarge
        if value is None or value is True or value is False or type(value) is str:
            return value
        kind = type(value)
        write = _WRITERS.get(kind)
        if write is not None:
            return [kind.__name__, *write(self, value, depth + 1)]
        return self.other(value, depth + 1)

    def other(self, value: Any, depth: int) -> object:
        for base in _SUBCLASSABLE:
            if isinstance(value, base):
                return ["subclass", type(value).__qualname__, base.__name__, *_WRITERS[base](self, _plain(base, value), depth)]
        if hasattr(type(value), "__next__"):
            return ["iterator", *(self.encode(item, depth) for item in islice(value, MAX_GENERATED))]
        return ["opaque", type(value).__qualname__]

    def many(self, value: Any, depth: int) -> list[object]:
        return [self.encode(item, depth) for item in value]

    def unordered(self, value: Any, depth: int) -> list[object]:
        return sorted(self.many(value, depth), key=json.dumps)

    def pairs(self, value: Any, depth: int) -> list[object]:
        items = value.items()
        return [[self.encode(key, depth), self.encode(item, depth)] for key, item in items]


def _plain(base: Any, value: Any) -> object:
    """The builtin contents of a subclass's object, by the base's own means so that overridden methods are not called."""
    if base is int:
        return int.__index__(value)
    if base is float:
        return float(float.__repr__(value))
    if base in (str, bytes):
        return base.__getitem__(value, slice(None))
    return tuple(tuple.__iter__(value)) if base is tuple else base.copy(value)


_WRITERS: dict[type, Callable[[_Encoder, Any, int], list[object]]] = {
    int: lambda _, value, __: [hex(value)],
    float: lambda _, value, __: [float.hex(value)],
    complex: lambda _, value, __: [float.hex(value.real), float.hex(value.imag)],
    str: lambda _, value, __: [value],
    bytes: lambda _, value, __: [bytes.hex(value)],
    bytearray: lambda _, value, __: [bytearray.hex(value)],
    range: lambda _, value, __: [hex(value.start), hex(value.stop), hex(value.step)],
    list: _Encoder.many,
    tuple: _Encoder.many,
    set: _Encoder.unordered,
    frozenset: _Encoder.unordered,
    dict: _Encoder.pairs,
}
_SUBCLASSABLE = (int, float, str, bytes, list, tuple, dict, set, frozenset)
