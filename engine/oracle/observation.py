"""The encoding of observed values: text that is equal exactly when two values have the same types and contents.

Imports the standard library only, because a sandbox runs this very source text next to the code under test, so that expected
values (encoded by the trusted side) and observed values cannot be spelled in two ways.
The encoding is a JSON array: a type's name followed by the contents; None, booleans and text stand for themselves.
Types are told apart by identity, never by a name or a comparison, because a class or its metaclass can lie about both.
"""

import builtins
import hashlib
import json
from collections.abc import Callable, Collection, Iterator
from itertools import islice
from typing import Any, TypeVar

MAX_DEPTH = 60
MAX_ITEMS = 100_000
MAX_GENERATED = 1_000
MAX_NAME = 200
MAX_LEAF = 10_000_000
TOO_LARGE = "too large"


def encode(value: object, max_bytes: int = 64_000) -> str:
    """Encode a value with its exact types: floats by their bits (every NaN is one value), integers in hexadecimal, sets without order.

    Generators and other iterators are consumed up to 1,000 items or to the exception that ends them. Objects of other types are known by
    their type's name only. An encoding longer than `max_bytes` is replaced by its SHA-256 (FIPS 180-4); a value with more than 100,000
    parts, deeper than 60 levels or with a text or number of more than 10 million bytes is encoded as `too large` with its type, which
    equals nothing.
    """
    try:
        write = _LEAVES.get(id(type(value)))
        text = write(value) if write is not None else _Encoder().encode(value, 0)
    except _TooLarge:
        return json.dumps([TOO_LARGE, type_name(type(value))])
    if len(text) <= max_bytes:
        return text
    return json.dumps(["digest", type_name(type(value)), hashlib.sha256(text.encode()).hexdigest()])


def is_unchangeable(value: object) -> bool:
    """Whether a value is None, a boolean, number or text of Python's own types: nothing that holds it can change it."""
    return id(type(value)) in _LEAVES


def type_name(kind: type) -> str:
    """A type's name: bare for Python's built-in types, with its module for all others; code that the type brings along is not asked."""
    name = _BUILTIN_NAMES.get(id(kind))
    if name is not None:
        return name
    parts = (_raw_module(kind), _raw_name(kind))
    return ".".join(str.__getitem__(part, slice(MAX_NAME)) if type(part) is str else "?" for part in parts)


_raw_name = type.__dict__["__qualname__"].__get__
_raw_module = type.__dict__["__module__"].__get__
_BUILTIN_NAMES = {id(item): name for name, item in vars(builtins).items() if type(item) is type and item.__name__ == name}


_END = object()
_USED_UP = (MemoryError, RecursionError, PermissionError)
_Text = TypeVar("_Text", str, bytes, bytearray)


class _TooLarge(Exception):
    """The value has too many parts or levels."""


class _Encoder:
    """Encodes one value as JSON without blanks, counting its parts."""

    def __init__(self) -> None:
        self.items = 0

    def encode(self, value: object, depth: int) -> str:
        self.items += 1
        if depth > MAX_DEPTH or self.items > MAX_ITEMS:
            raise _TooLarge
        kind = type(value)
        leaf = _LEAVES.get(id(kind))
        if leaf is not None:
            return leaf(value)
        write = _WRITERS.get(id(kind))
        if write is not None:
            return write(self, value, depth + 1)
        return self.other(kind, value, depth + 1)

    def other(self, kind: type, value: object, depth: int) -> str:
        for base in _SUBCLASSABLE:
            if issubclass(kind, base):
                parts = _PARTS[id(base)](self, _plain(base, value), depth)
                return _array("subclass", _quoted(type_name(kind)), f'"{base.__name__}"', *parts)
        if any("__next__" in vars(parent) for parent in type.__dict__["__mro__"].__get__(kind)):
            return _array("iterator", *self.iterated(islice(value, MAX_GENERATED), depth))  # type: ignore[call-overload]
        return _array("opaque", _quoted(type_name(kind)))

    def many(self, value: Collection[object], depth: int) -> list[str]:
        if self.items + len(value) > MAX_ITEMS:
            raise _TooLarge
        parts: list[str] = []
        for item in value:
            write = _LEAVES.get(id(type(item)))
            if write is None or depth > MAX_DEPTH:
                parts.append(self.encode(item, depth))
            else:
                self.items += 1
                parts.append(write(item))
        return parts

    def iterated(self, items: Iterator[object], depth: int) -> list[str]:
        """What an iterator gives, and the exception that ends it, if one does."""
        parts: list[str] = []
        while True:
            try:
                item = next(items, _END)
            except _USED_UP:
                raise
            except Exception as error:  # noqa: BLE001 - it is the code under test that raises
                return [*parts, _array("raises", _quoted(type_name(type(error))))]
            if item is _END:
                return parts
            parts.append(self.encode(item, depth))

    def unordered(self, value: Collection[object], depth: int) -> list[str]:
        return sorted(self.many(value, depth))

    def pairs(self, value: object, depth: int) -> list[str]:
        items = value.items()  # type: ignore[attr-defined]
        return [f"[{self.encode(key, depth)},{self.encode(item, depth)}]" for key, item in items]


_quoted = json.encoder.encode_basestring_ascii


def _array(name: str, *parts: str) -> str:
    return f'["{name}",{",".join(parts)}]' if parts else f'["{name}"]'


def _bounded(text: _Text) -> _Text:
    if len(text) > MAX_LEAF:
        raise _TooLarge
    return text


def _hexadecimal(number: int) -> str:
    if number.bit_length() > 8 * MAX_LEAF:
        raise _TooLarge
    return hex(number)


def _plain(base: type, value: object) -> object:
    """The built-in contents of a subclass's object, by the base's own means so that overridden methods are not called."""
    if base is int:
        return _BY_BASE[int].__index__(value)
    if base is float:
        return float(_BY_BASE[float].__repr__(value))
    if base in (str, bytes):
        return _BY_BASE[base].__getitem__(value, slice(None))
    return base(_BY_BASE[dict].items(value) if base is dict else _BY_BASE[base].__iter__(value))


_Parts = Callable[[_Encoder, Any, int], list[str]]
_PARTS: dict[int, _Parts] = {
    id(int): lambda _, value, __: [f'"{_hexadecimal(value)}"'],
    id(float): lambda _, value, __: [f'"{float.hex(value)}"'],
    id(complex): lambda _, value, __: [f'"{float.hex(value.real)}"', f'"{float.hex(value.imag)}"'],
    id(str): lambda _, value, __: [_quoted(_bounded(value))],
    id(bytes): lambda _, value, __: [f'"{_bounded(value).hex()}"'],
    id(bytearray): lambda _, value, __: [f'"{_bounded(value).hex()}"'],
    id(range): lambda _, value, __: [f'"{hex(value.start)}"', f'"{hex(value.stop)}"', f'"{hex(value.step)}"'],
    id(list): _Encoder.many,
    id(tuple): _Encoder.many,
    id(set): _Encoder.unordered,
    id(frozenset): _Encoder.unordered,
    id(dict): _Encoder.pairs,
}


def _writer(name: str, parts: _Parts) -> Callable[[_Encoder, Any, int], str]:
    return lambda encoder, value, depth: _array(name, *parts(encoder, value, depth))


_WRITERS = {number: _writer(_BUILTIN_NAMES[number], parts) for number, parts in _PARTS.items()}
# Most values that are observed are these, or have these as parts.
_LEAVES: dict[int, Callable[[Any], str]] = {
    id(type(None)): lambda _: "null",
    id(bool): lambda value: "true" if value else "false",
    id(int): lambda value: f'["int","{_hexadecimal(value)}"]',
    id(str): lambda value: _quoted(_bounded(value)),
    id(float): lambda value: f'["float","{float.hex(value)}"]',
}
_SUBCLASSABLE = (int, float, str, bytes, list, tuple, dict, set, frozenset)
_BY_BASE: dict[type, Any] = {base: base for base in _SUBCLASSABLE}
