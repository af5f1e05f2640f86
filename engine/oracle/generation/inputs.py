"""The inputs of a contract: about two hundred scenarios, the same for the same contract and stream."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from engine.domain.contract import Contract
from engine.domain.experiment import contract_hash
from engine.oracle.generation.arguments import ArgumentDrawer
from engine.oracle.generation.operations import OperationDrawer
from engine.oracle.generation.streams import GUARD, Stream, random_of
from engine.oracle.observation import encode
from engine.ports.sandbox import Call

COUNT = 200
MAX_INPUT_CHARACTERS = 20_000
_TRIES_FOR_EACH = 8
Scenario = tuple[Call, ...]


@dataclass(frozen=True, slots=True)
class GeneratedInputs:
    """Scenarios in the declared domain by their texts (see `encoded`).

    `unknown_constraints` are those that could not be read: inputs then come from the tests only.
    """

    by_text: Mapping[str, Scenario]
    unknown_constraints: tuple[str, ...] = ()

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """The scenarios in their order."""
        return tuple(self.by_text.values())


def generate_inputs(contract: Contract, stream: Stream = GUARD, count: int = COUNT) -> GeneratedInputs:
    """At most `count` distinct scenarios, edge cases first; fewer where the domain has no more, none where nothing is known of it.

    Deterministic: the seed is the contract's hash and the stream's name.
    """
    chance = random_of(stream, contract_hash(contract))
    if contract.class_name:
        sequences = OperationDrawer(contract, chance, stream)
        edges = islice(sequences.edges(), stream.edge_inputs)
        return GeneratedInputs(_distinct(edges, iter(sequences.drawn, object()), count), sequences.unknown)
    drawer = ArgumentDrawer(contract, chance, stream)
    inside = (arguments for arguments in drawer.edges() if drawer.is_in_domain(arguments))
    first = ((Call(arguments),) for arguments in islice(inside, stream.edge_inputs))
    rest = (None if (arguments := drawer.drawn()) is None else (Call(arguments),) for _ in iter(int, 1))
    return GeneratedInputs(_distinct(first, rest, count), drawer.unknown)


def outside_inputs(contract: Contract, count: int) -> tuple[Scenario, ...]:
    """At most `count` calls with arguments of the declared types that break a constraint."""
    drawer = ArgumentDrawer(contract, random_of(GUARD, contract_hash(contract)), GUARD)
    return tuple((Call(arguments),) for arguments in islice(drawer.outside(), count))


def _distinct(first: Iterable[Scenario], rest: Iterator[Scenario | None], count: int) -> dict[str, Scenario]:
    """The edge cases in their order, then what was drawn, shortest first: a slow candidate still comes far."""
    edges: dict[str, Scenario] = {}
    for scenario in first:
        _add(edges, encoded(scenario), scenario)
    drawn: dict[str, Scenario] = {}
    for tried in islice(rest, _TRIES_FOR_EACH * count):
        if len(edges) + len(drawn) >= count or tried is None:
            break
        key = encoded(tried)
        if key not in edges:
            _add(drawn, key, tried)
    ordered = sorted(drawn.items(), key=lambda item: (len(item[0]), item[0]))
    return dict(islice([*edges.items(), *ordered], count))


def _add(found: dict[str, Scenario], key: str, scenario: Scenario) -> None:
    if len(key) <= MAX_INPUT_CHARACTERS:
        found.setdefault(key, scenario)


def encoded(scenario: Scenario) -> str:
    """A scenario as text: equal exactly when it makes the same calls with the same arguments."""
    return encode([[call.method, list(call.arguments)] for call in scenario])
