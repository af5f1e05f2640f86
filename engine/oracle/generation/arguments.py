"""Argument lists for a function: from the declared domain, or mutated from the oracle tests."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from engine.domain.contract import Contract
from engine.oracle.generation.constraints import meets, read_constraint
from engine.oracle.generation.edges import edges_of
from engine.oracle.generation.hints import Constraint
from engine.oracle.generation.mutation import Mutator, coerced
from engine.oracle.generation.shapes import Scalar, Series, Shape, fits, shape_of
from engine.oracle.generation.streams import Stream
from engine.oracle.generation.values import ValueDrawer
from engine.oracle.generation.vocabulary import vocabulary_of

Arguments = tuple[object, ...]
_TRIES = 40


@dataclass(frozen=True, slots=True)
class Parameter:
    """One declared input that was understood: its name, its shape and its constraint."""

    name: str
    shape: Shape
    constraint: Constraint


def parameters_of(contract: Contract) -> tuple[Parameter, ...]:
    """The declared inputs, or nothing where one of their types is not understood or the oracle passes another number of arguments."""
    names = frozenset(item.name for item in contract.domain)
    shapes = [shape_of(item.type) for item in contract.domain]
    arities = {len(test.arguments) for test in contract.oracle_tests if not test.operations}
    if contract.class_name or None in shapes or (arities and arities != {len(shapes)}):
        return ()
    pairs = zip(contract.domain, shapes, strict=True)
    return tuple(Parameter(i.name, shape, read_constraint(i.constraint, i.name, names)) for i, shape in pairs if shape is not None)


class ArgumentDrawer:
    """Draws argument lists that keep the declared domain as far as it is understood."""

    def __init__(self, contract: Contract, chance: random.Random, stream: Stream) -> None:
        """Take the contract, the source of chance and the stream's mixing."""
        self._contract, self._chance, self._stream = contract, chance, stream
        self._vocabulary = vocabulary_of(contract)
        self._values = ValueDrawer(chance, self._vocabulary, stream)
        self.parameters = parameters_of(contract)
        self.unknown = tuple(text for parameter in self.parameters for text in parameter.constraint.unknown)
        self._mutator = Mutator(chance, self._vocabulary.characters, leaves_only=bool(self.unknown))
        self._tests = [test.arguments for test in contract.oracle_tests if not test.operations]

    def edges(self) -> Iterator[Arguments]:
        """Edge cases: each parameter's in turn, the others drawn; for several parameters first their first edges with each other."""
        if not self.parameters or self.unknown:
            return
        rows = [edges_of(item.shape, item.constraint, self._vocabulary) for item in self.parameters]
        if len(rows) == 1:
            yield from ((edge,) for edge in rows[0])
            return
        yield from product(*(row[: 4 if len(rows) == 2 else 2] for row in rows))
        for column in range(max(map(len, rows))):
            for place, row in enumerate(rows):
                if column < len(row):
                    drawn = self._drawn()
                    yield (*drawn[:place], row[column], *drawn[place + 1 :])

    def drawn(self) -> Arguments | None:
        """One argument list from the declared domain or, in the stream's share, a mutated test; None where none was found."""
        for _ in range(_TRIES):
            use_test = not self.parameters or bool(self.unknown) or self._chance.random() < self._stream.mutated_share
            candidate = self._mutated() if use_test and self._tests else self._drawn() if self.parameters else None
            if candidate is not None and self.is_in_domain(candidate):
                return candidate
        return None

    def is_in_domain(self, arguments: Arguments) -> bool:
        """Whether arguments have the declared shapes and keep every constraint that was understood."""
        if not self.parameters:
            return True
        values = {parameter.name: value for parameter, value in zip(self.parameters, arguments, strict=True)}
        pairs = list(zip(self.parameters, arguments, strict=True))
        return all(fits(item.shape, value) and meets(item.constraint, value, values) for item, value in pairs)

    def outside(self) -> Iterator[Arguments]:
        """Argument lists of the declared types that break a constraint which was understood, one parameter at a time."""
        for place, parameter in enumerate(self.parameters):
            if parameter.constraint.unknown or parameter.constraint == Constraint():
                continue
            for edge in edges_of(parameter.shape, Constraint(), self._vocabulary):
                inside = self.drawn()
                if inside is not None:
                    candidate = (*inside[:place], edge, *inside[place + 1 :])
                    if not self.is_in_domain(candidate):
                        yield candidate

    def _drawn(self) -> Arguments:
        values = [self._values.draw(parameter.shape, parameter.constraint) for parameter in self.parameters]
        for place, parameter in enumerate(self.parameters):
            if len(values) > 1 and self._chance.random() < 0.5:
                values[place] = self._related(place, parameter, values)
        return tuple(values)

    def _related(self, place: int, parameter: Parameter, values: list[object]) -> object:
        """A value taken from the other arguments where one of them has or is a value of the same shape: an item, a length, a part."""
        found: list[object] = []
        for other, value in zip(self.parameters, values, strict=True):
            if other is parameter:
                continue
            if other.shape == parameter.shape:
                found.append(value)
            if isinstance(other.shape, Series) and other.shape.item == parameter.shape and isinstance(value, list | tuple) and value:
                found += [self._chance.choice(value)] * 3
            if parameter.shape == Scalar("int") and isinstance(value, str | list | tuple):
                found.append(self._chance.choice((len(value), len(value) - 1, len(value) // 2)))
            if parameter.shape == other.shape == Scalar("str") and isinstance(value, str):
                found += [value[: len(value) // 2], value[1:], value[::-1]]
        return self._chance.choice(found) if found else values[place]

    def _mutated(self) -> Arguments:
        arguments = [*self._chance.choice(self._tests)]
        if arguments:
            place = self._chance.randrange(len(arguments))
            arguments[place] = self._mutator.mutated(arguments[place])  # type: ignore[call-overload]
        if not self.parameters:
            return tuple(arguments)
        return tuple(coerced(parameter.shape, value) for parameter, value in zip(self.parameters, arguments, strict=True))
