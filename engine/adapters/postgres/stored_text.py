"""Texts and JSON that PostgreSQL would refuse or change, spelled so that they come back exactly as they were.

PostgreSQL keeps no NUL character and no lone surrogate, and its jsonb turns 1e22 into an integer and -0.0 into 0.0. A model's
answer may hold any of them. Such a character is written as a marker and its four hexadecimal digits, and such a number as a
string of a marker, `n` and its spelling; the marker (U+F8FF, private use) is itself escaped.
"""

import math
import re

from engine.domain.json_value import Json

_MARKER = "\uf8ff"
_UNSAFE = re.compile("[\x00\ud800-\udfff\uf8ff]")
_ESCAPED = re.compile(f"{_MARKER}([0-9a-f]{{4}})")


def store_text(text: str) -> str:
    """Spell a text so that PostgreSQL keeps it."""
    if text.isascii() and "\0" not in text:
        return text
    return _UNSAFE.sub(lambda match: f"{_MARKER}{ord(match[0]):04x}", text)


def restore_text(text: str) -> str:
    """Read what `store_text` wrote."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if _MARKER in text else text


def store_json(value: Json) -> Json:
    """Spell a JSON value so that jsonb keeps it exactly, types of numbers included."""
    if isinstance(value, str):
        return store_text(value)
    if isinstance(value, float):
        return value if _survives(value) else f"{_MARKER}n{value!r}"
    if isinstance(value, list | tuple):
        return [store_json(item) for item in value]
    if isinstance(value, dict):
        return {store_text(key): store_json(item) for key, item in value.items()}
    return value


def restore_json(value: Json) -> Json:
    """Read what `store_json` wrote."""
    if isinstance(value, str):
        return float(value[2:]) if value.startswith(f"{_MARKER}n") else restore_text(value)
    if isinstance(value, list):
        return [restore_json(item) for item in value]
    if isinstance(value, dict):
        return {restore_text(key): restore_json(item) for key, item in value.items()}
    return value


def _survives(number: float) -> bool:
    """Numbers as small as 1e-05 stay: jsonb writes their digits out, and statements reckon with what costs that little."""
    spelling = repr(number)
    return math.isfinite(number) and "e+" not in spelling and spelling != "-0.0"
