"""Sequences of operations on an object: its construction, then calls of the methods that the oracle tests use."""

import random
from collections.abc import Iterator

from engine.domain.contract import Contract
from engine.oracle.generation.constraints import meets, read_constraint
from engine.oracle.generation.edges import edges_of
from engine.oracle.generation.hints import Constraint
from engine.oracle.generation.mutation import Mutator
from engine.oracle.generation.shapes import fits, shape_of
from engine.oracle.generation.streams import Stream
from engine.oracle.generation.values import ValueDrawer
from engine.oracle.generation.vocabulary import vocabulary_of
from engine.ports.sandbox import Call

Sequence = tuple[Call, ...]
INIT = "init"
_LENGTHS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 24)
_POOL = 4


class OperationDrawer:
    """Draws sequences of operations for a class."""

    def __init__(self, contract: Contract, chance: random.Random, stream: Stream) -> None:
        """Take the contract, the source of chance and the stream's mixing."""
        self._contract, self._chance = contract, chance
        vocabulary = vocabulary_of(contract)
        self._mutator = Mutator(chance, vocabulary.characters)
        self._drawer, self._vocabulary = ValueDrawer(chance, vocabulary, stream), vocabulary
        self._seen = _arguments_seen(contract)
        self._methods = sorted(name for name in self._seen if name != INIT)
        declared = [(item, shape_of(item.type)) for item in contract.domain]
        names = frozenset(item.name for item in contract.domain)
        arities = {len(arguments) for arguments in self._seen.get(INIT, [])}
        is_declared = bool(declared) and arities == {len(declared)} and all(shape is not None for _, shape in declared)
        self._domain = (
            [(i.name, s, read_constraint(i.constraint, i.name, names)) for i, s in declared if s is not None] if is_declared else []
        )
        self.unknown = tuple(text for _, _, constraint in self._domain for text in constraint.unknown)

    def edges(self) -> Iterator[Sequence]:
        """Constructors of the oracle tests and of the domain's edges, each alone, with each method once, and with each three times."""
        constructors = [Call(arguments, INIT) for arguments in self._seen.get(INIT, [])[:4]]
        constructors += [Call(arguments, INIT) for arguments in self._constructor_edges()][:6]
        for constructor in constructors:
            yield (constructor,)
            for name in self._methods:
                call = Call(self._chance.choice(self._seen[name]), name)
                yield (constructor, call)
                yield (constructor, *[call] * 3)

    def _constructor_edges(self) -> Iterator[tuple[object, ...]]:
        if len(self._domain) == 1 and not self.unknown:
            name, shape, constraint = self._domain[0]
            yield from ((edge,) for edge in edges_of(shape, constraint, self._vocabulary) if meets(constraint, edge, {name: edge}))

    def drawn(self) -> Sequence | None:
        """One sequence; its calls share a small pool of arguments, so that they meet each other's values."""
        if INIT not in self._seen or not self._methods:
            return None
        pools = {key: self._pool(values) for key, values in self._by_type().items()}
        length = self._chance.choice(_LENGTHS)
        weights = {name: self._chance.random() + 0.1 for name in self._methods}
        names = self._chance.choices(self._methods, list(weights.values()), k=length)
        return (Call(self._constructor(), INIT), *(Call(self._call_arguments(name, pools), name) for name in names))

    def _constructor(self) -> tuple[object, ...]:
        known = self._chance.choice(self._seen[INIT])
        if not self._domain or self.unknown or self._chance.random() < 0.3:
            return known
        drawn = tuple(self._constructor_value(shape, constraint) for _, shape, constraint in self._domain)
        values = {name: value for (name, _, _), value in zip(self._domain, drawn, strict=True)}
        pairs = zip(self._domain, drawn, strict=True)
        is_inside = all(fits(shape, value) and meets(constraint, value, values) for (_, shape, constraint), value in pairs)
        return drawn if is_inside else known

    def _constructor_value(self, shape: object, constraint: Constraint) -> object:
        """Mostly small: a capacity that is never reached shows nothing."""
        value = self._drawer.draw(shape, constraint)  # type: ignore[arg-type]
        low = constraint.value.low
        return low + abs(value) % 5 if type(value) is int and low is not None and self._chance.random() < 0.8 else value

    def _by_type(self) -> dict[str, list[object]]:
        values: dict[str, list[object]] = {}
        for name in self._methods:
            for arguments in self._seen[name]:
                for value in arguments:
                    values.setdefault(type(value).__name__, []).append(value)
        return values

    def _pool(self, values: list[object]) -> list[object]:
        size = self._chance.randint(1, _POOL)
        return [self._chance.choice((value, self._mutator.mutated(value))) for value in self._chance.choices(values, k=size)]

    def _call_arguments(self, name: str, pools: dict[str, list[object]]) -> tuple[object, ...]:
        return tuple(self._chance.choice(pools[type(value).__name__]) for value in self._chance.choice(self._seen[name]))


def _arguments_seen(contract: Contract) -> dict[str, list[tuple[object, ...]]]:
    """For each operation every list of arguments that the oracle tests pass, and for required methods without a test none at all."""
    seen: dict[str, list[tuple[object, ...]]] = {}
    for test in contract.oracle_tests:
        for step in test.operations:
            known = seen.setdefault(step.name, [])
            if step.arguments not in known:
                known.append(tuple(step.arguments))
    return seen
