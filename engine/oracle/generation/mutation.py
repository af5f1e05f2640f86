"""Mutating values of the oracle tests: near what the contract's author thought of, where the type alone says too little."""

import random

from engine.oracle.generation.shapes import Choice, Record, Scalar, Series, Shape, Table

_CHARACTERS = "ab zA0-_."


class Mutator:
    """Changes values a little, from one source of chance.

    With `leaves_only`, lengths and types of everything stay as they are: for values that keep a constraint nobody could read.
    """

    def __init__(self, chance: random.Random, characters: str, *, leaves_only: bool = False) -> None:
        """Take the source of chance and the characters that new text is made of."""
        self._chance, self._characters, self._leaves_only = chance, characters or _CHARACTERS, leaves_only

    def mutated(self, value: object) -> object:
        """A value with one to three changes, each in a random place."""
        for _ in range(self._chance.choice((1, 1, 2, 3))):
            value = self._once(value)
        return value

    def _once(self, value: object) -> object:
        if type(value) is bool:
            return not value
        if isinstance(value, int):
            return self._chance.choice((value + 1, value - 1, -value, 0, value * 2, value + self._chance.randint(-9, 9)))
        if isinstance(value, float):
            return self._chance.choice((value + 1, value - 0.5, -value, value / 2, value * 10))
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, list):
            return self._list(value)
        return self._object(value) if isinstance(value, dict) else value

    def _text(self, text: str) -> str:
        place, character = self._chance.randint(0, max(0, len(text) - 1)), self._chance.choice(self._characters)
        replaced = text[:place] + character + text[place + 1 :] if text else text
        if self._leaves_only:
            return replaced
        inserted, deleted = text[:place] + character + text[place:], text[:place] + text[place + 1 :]
        return self._chance.choice((replaced, inserted, deleted, text + text[:2], text.swapcase(), text[::-1], text[place:] + text[:place]))

    def _list(self, items: list[object]) -> list[object]:
        if not items:
            return items
        place = self._chance.randrange(len(items))
        changed = [*items[:place], self._once(items[place]), *items[place + 1 :]]
        if self._leaves_only or self._chance.random() < 0.4:
            return changed
        shorter, longer = items[:place] + items[place + 1 :], [*items[:place], items[place], *items[place:]]
        other = [*items, self._once(self._chance.choice(items))]
        return self._chance.choice((shorter, longer, other, items[::-1], items[place:] + items[:place], items + items))

    def _object(self, value: dict[str, object]) -> dict[str, object]:
        if not value:
            return value
        key = self._chance.choice(list(value))
        if self._leaves_only or self._chance.random() < 0.7:
            return {**value, key: self._once(value[key])}
        return {other: item for other, item in value.items() if other != key}


def coerced(shape: Shape, value: object) -> object:
    """A JSON value in the declared shape: a list as tuple or set, text keys as integers, an integer as float."""
    if isinstance(shape, Choice):
        return next((coerced(option, value) for option in shape.options if _is_alike(option, value)), value)
    if isinstance(shape, Scalar):
        return float(value) if shape.kind == "float" and type(value) is int and abs(value) < 2**53 else value
    if isinstance(shape, Record) and isinstance(value, list) and len(value) == len(shape.items):
        return tuple(map(coerced, shape.items, value))
    if isinstance(shape, Table) and isinstance(value, dict):
        return {_key(shape.key, key): coerced(shape.value, item) for key, item in value.items()}
    return _series(shape, value) if isinstance(shape, Series) and isinstance(value, list) else value


def _series(shape: Series, value: list[object]) -> object:
    items = [coerced(shape.item, item) for item in value]
    if shape.kind in ("set", "frozenset") and any(isinstance(item, list | dict | set) for item in items):
        return value
    return {"list": list, "tuple": tuple, "set": set, "frozenset": frozenset}[shape.kind](items)


def _is_alike(shape: Shape, value: object) -> bool:
    if isinstance(shape, Scalar):
        return (value is None) if shape.kind == "None" else type(value).__name__ == shape.kind
    return isinstance(value, dict) if isinstance(shape, Table) else isinstance(value, list)


def _key(shape: Shape, key: object) -> object:
    if shape == Scalar("int") and isinstance(key, str) and key.lstrip("-").isdecimal():
        return int(key)
    return key
