"""What a detector is: a small plug-in that finds every place where an output breaks one rule."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from engine.domain.contract import Kind
from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.finding import Finding

ALL_KINDS = frozenset(Kind)
PYTHON = frozenset({Kind.PYTHON})
C = frozenset({Kind.C})
CODE = PYTHON | C

Find = Callable[[Answer, JsonObject], Iterable[Finding]]
Check = Callable[[JsonObject, Kind], Iterable[str]]
Prepare = Callable[[Answer, Sequence[JsonObject]], None]


def accepts(_: JsonObject, __: Kind) -> Iterable[str]:
    """Nothing to say about parameters beyond their schema."""
    return ()


def does_nothing(_: Answer, __: Sequence[JsonObject]) -> None:
    """Nothing to do once for all rules."""


@dataclass(frozen=True, slots=True)
class Detector:
    """A detector: its name, the kinds of output it can decide, what it does, and the JSON Schemas of its parameters by name.

    `find` takes an output and the rule's parameters; it is pure, the order of findings is free, and what it raises fails the rule
    closed. `check` names what is wrong with parameters that fit the schema, such as a pattern that does not compile.
    `prepare` may do once for an output what its rules share; it gets the parameters of all of them, and what it raises does not count,
    because `find` meets it again.
    """

    name: str
    kinds: frozenset[Kind]
    find: Find
    parameters: JsonObject = field(default_factory=dict)
    required: tuple[str, ...] = ()
    check: Check = accepts
    prepare: Prepare = does_nothing

    @property
    def schema(self) -> JsonObject:
        """The JSON Schema of a rule's parameters."""
        return {"type": "object", "properties": self.parameters, "required": [*self.required], "additionalProperties": False}
