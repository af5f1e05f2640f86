"""In which properties two outputs differ, in words."""

import json
from collections.abc import Callable

from engine.domain.json_value import Json
from engine.domain.run import PropertyDifference
from engine.properties.registry import PROPERTIES

MAX_WORDS = 80


def compare(first: Callable[[str], Json], second: Callable[[str], Json]) -> tuple[PropertyDifference, ...]:
    """The properties in which two outputs differ, in the registry's order; each argument gives the profile of a property by name."""
    profiles = ((name, first(name), second(name)) for name in PROPERTIES)
    return tuple(PropertyDifference(name, _words(name, one, other)) for name, one, other in profiles if one != other)


def _words(name: str, first: Json, second: Json) -> str:
    one, other = _parting(first, second)
    return f"{PROPERTIES[name].label}: {_short(one)} against {_short(other)}"


def _parting(first: Json, second: Json) -> tuple[Json, Json]:
    """The smallest parts at the first place where two values differ; what only one of them has stands against null."""
    while True:
        if isinstance(first, dict) and isinstance(second, dict):
            key = next(key for key in sorted({*first, *second}) if first.get(key) != second.get(key))
            first, second = first.get(key), second.get(key)
            if isinstance(first, int) or isinstance(second, int):
                return {key: first}, {key: second}
        elif isinstance(first, list) and isinstance(second, list):
            length = max(len(first), len(second))
            pairs = [(_item(first, index), _item(second, index)) for index in range(length)]
            first, second = next(pair for pair in pairs if pair[0] != pair[1])
        else:
            return first, second


def _item(values: list[Json], index: int) -> Json:
    return values[index] if index < len(values) else None


def _short(value: Json) -> str:
    if value in (None, [], {}):
        return "nothing"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= MAX_WORDS else text[: MAX_WORDS - 1] + "…"
