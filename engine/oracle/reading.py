"""Reading encoded observations: for a person's eyes, and for comparison with an expected value."""

import json
from functools import lru_cache

from engine.domain.json_value import Json
from engine.oracle.observation import TOO_LARGE
from engine.ports.sandbox import Observation, Outcome

MAX_READABLE = 400
_SEQUENCES = {"list": "[{}]", "tuple": "({})", "set": "{{{}}}", "frozenset": "frozenset({{{}}})", "iterator": "iterator of [{}]"}


def readable(encoded: str) -> str:
    """Write an encoded value nearly as Python would, at most 400 characters."""
    return _remembered(encoded) if len(encoded) <= MAX_READABLE else _readable(encoded)


def _readable(encoded: str) -> str:
    try:
        text = _write(json.loads(encoded))
    except (ValueError, OverflowError, RecursionError, IndexError, TypeError):
        text = encoded
    return text if len(text) <= MAX_READABLE else text[: MAX_READABLE - 1] + "…"


_remembered = lru_cache(maxsize=4096)(_readable)


def describe(observation: Observation) -> str:
    """Say in words what a call did."""
    if observation.outcome is Outcome.RETURNED:
        return readable(observation.value)
    if observation.outcome is Outcome.RAISED:
        message = observation.message[:MAX_READABLE]
        return f"raised {observation.value}" + (f": {message}" if message else "")
    return observation.message or observation.outcome.value


def same_value(expected: str, observed: str) -> bool:
    """Whether two encoded values are equal with all their types.

    Dictionaries are equal whatever their order; what was too large to be written equals nothing.
    """
    if expected == observed:
        return not expected.startswith(f'["{TOO_LARGE}"')
    try:
        return bool(_unordered(json.loads(expected)) == _unordered(json.loads(observed)))
    except (ValueError, RecursionError):
        return False


def _unordered(node: Json) -> Json:
    if not isinstance(node, list):
        return node
    parts = [_unordered(part) for part in node]
    return [parts[0], *sorted(parts[1:], key=json.dumps)] if parts and parts[0] == "dict" else parts


def _write(node: Json) -> str:
    if not isinstance(node, list):
        return repr(node)
    kind, contents = str(node[0]), node[1:]
    if kind in _SEQUENCES:
        body = ", ".join(map(_write, contents))
        return _SEQUENCES[kind].format(body + ("," if kind == "tuple" and len(contents) == 1 else ""))
    if kind == "dict":
        return "{" + ", ".join(": ".join(map(_write, pair)) for pair in contents if isinstance(pair, list)) + "}"
    if kind == "subclass":
        return f"{contents[0]}({_write([contents[1], *contents[2:]])})"
    return _write_atom(kind, contents)


def _write_atom(kind: str, contents: list[Json]) -> str:
    if kind == "int":
        return _write_integer(str(contents[0]))
    if kind == "float":
        return repr(float.fromhex(str(contents[0])))
    if kind in ("bytes", "bytearray"):
        return repr(bytes.fromhex(str(contents[0])))
    if kind == "str":
        return repr(contents[0])
    if kind in (TOO_LARGE, "digest"):
        return f"a value of type {contents[0]} that is too large to be written"
    return f"<{' '.join(map(str, [kind, *contents]))}>"


def _write_integer(digits: str) -> str:
    number = int(digits, 16)
    return str(number) if number.bit_length() <= 1_000 else digits
