"""Drawing values of a shape that keep a constraint's hints."""

import random
from collections.abc import Iterable

from engine.oracle.generation.hints import Bounds, Constraint
from engine.oracle.generation.shapes import Choice, Fixed, Record, Scalar, Series, Shape, Table
from engine.oracle.generation.streams import Stream
from engine.oracle.generation.texts import TextDrawer
from engine.oracle.generation.vocabulary import Vocabulary

SMALL = 10
MAX_LENGTH = 1_000
_SIZES = (0, 1, 2, 2, 3, 3, 4, 5, 6, 7, 8, 10, 13)


class ValueDrawer:
    """Draws values from one source of chance."""

    def __init__(self, chance: random.Random, vocabulary: Vocabulary, stream: Stream) -> None:
        """Take the source of chance, the contract's vocabulary and the stream's mixing."""
        self.chance, self._own, self._stream = chance, vocabulary, stream
        self._text = TextDrawer(chance, vocabulary, stream.own_share, stream.longest)

    def draw(self, shape: Shape, constraint: Constraint, depth: int = 0) -> object:
        """One value of a shape, its length, items and order as the constraint hints; its conditions are left to the caller."""
        if isinstance(shape, Scalar):
            return self.scalar(shape.kind, constraint)
        if isinstance(shape, Choice):
            return self.draw(self.chance.choice(shape.options), constraint, depth)
        if isinstance(shape, Fixed):
            return self.chance.choice(shape.values)
        if isinstance(shape, Record):
            return tuple(self.draw(item, Constraint(value=constraint.item), depth + 1) for item in shape.items)
        if isinstance(shape, Table):
            return {
                self.draw(shape.key, Constraint(), depth + 1): self.draw(shape.value, Constraint(), depth + 1)
                for _ in self._range(constraint, depth)
            }
        return self._series(shape, constraint, depth)

    def scalar(self, kind: str, constraint: Constraint) -> object:
        """One value without parts."""
        if kind == "int":
            return self.integer(constraint.value)
        if kind == "float":
            return self._float(constraint.value)
        if kind == "str":
            return self._text.draw(constraint.length, constraint.alphabet)
        if kind == "bytes":
            return self._text.draw(constraint.length).encode()[: constraint.length.high]
        return self.chance.random() < 0.5 if kind == "bool" else None

    def integer(self, bounds: Bounds) -> int:
        """One integer within bounds: near zero, near the contract's own numbers, or up to ten times their magnitude."""
        if bounds.low is not None and bounds.high is not None and bounds.low <= bounds.high:
            return self.chance.randint(bounds.low, bounds.high)
        number = self._free_integer()
        if bounds.low is not None and number < bounds.low:
            number = bounds.low + abs(number)
        if bounds.high is not None and number > bounds.high:
            number = bounds.high - abs(number)
        return number

    def _free_integer(self) -> int:
        way = self.chance.random()
        if self._own.numbers and way < self._stream.own_share * 0.6:
            return self.chance.choice(self._own.numbers) + self.chance.choice((-1, 0, 0, 1))
        if way < 0.8:
            return self.chance.randint(-SMALL, SMALL)
        reach = self._own.magnitude * (2 if way < 0.92 else 10)
        return self.chance.randint(-reach, reach)

    def _float(self, bounds: Bounds) -> float:
        if bounds.least is not None and bounds.most is not None:
            number = self.chance.uniform(bounds.least, bounds.most)
            return self.chance.choice((number, number, round(number, 2), round(number, 1)))
        number = self.chance.choice((float(self._free_integer()), self._free_integer() / 10, self.chance.uniform(-100, 100)))
        if bounds.least is not None and number < bounds.least:
            number = bounds.least + abs(number)
        return float(bounds.most - abs(number)) if bounds.most is not None and number > bounds.most else float(number)

    def _range(self, constraint: Constraint, depth: int) -> range:
        """As many turns as a value has items."""
        size = self.chance.choice(_SIZES) if depth == 0 else self.chance.choice(_SIZES[:7])
        if depth == 0 and self.chance.random() < 0.05:
            size = self._stream.longest
        low, high = constraint.length.low or 0, constraint.length.high
        size = max(size, min(low, MAX_LENGTH))
        return range(size if high is None else min(size, max(high, 0)))

    def _series(self, shape: Series, constraint: Constraint, depth: int) -> object:
        inner = Constraint(value=constraint.item)
        turns = self._range(constraint, depth)
        items = [self.draw(shape.item, inner, depth + 1) for _ in turns]
        if len(items) > 1 and self.chance.random() < 0.35:
            few = items[: max(1, len(items) // 3)]
            items = [self.chance.choice(few) for _ in items]
        return built(shape.kind, arranged(items, constraint))


def arranged(items: Iterable[object], constraint: Constraint) -> list[object]:
    """Items in the order that a constraint wants, each once where it wants that."""
    kept: list[object] = []
    for item in items:
        if not constraint.is_unique or item not in kept:
            kept.append(item)
    if constraint.order:
        try:
            kept.sort(reverse=constraint.order == "descending")
        except TypeError:
            return []
    return kept


def built(kind: str, items: list[object]) -> object:
    """A list, tuple, set or frozenset of items; what cannot be hashed is left out of sets."""
    if kind == "list":
        return items
    if kind == "tuple":
        return tuple(items)
    hashable = [item for item in items if not isinstance(item, list | dict | set)]
    return set(hashable) if kind == "set" else frozenset(hashable)
