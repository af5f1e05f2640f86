"""How each field of a selection is read: worked out once per selection, so that plain attributes need no resolver."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from math import isfinite
from operator import attrgetter
from typing import Any, NamedTuple

from graphql import (
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    is_enum_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    is_object_type,
)

BIND = "bind"
_LARGEST_INT = 2_147_483_647
_PLAIN = {"String": str, "ID": str, "Boolean": bool}
_NUMBERS = {"Int": int, "Float": float}
Read = Callable[[Any], Any]


class Kind(Enum):
    """What a field that needs no resolver holds."""

    LEAF = 1
    OBJECT = 2
    LIST = 3


class FieldPlan(NamedTuple):
    """One field of a selection; without `read` and `bind` it is resolved and completed as GraphQL says, step by step.

    A leaf of the class `exact` goes out as it is, any other through `spell`, which raises where that is not certain to be right.
    """

    name: str
    details: Any
    read: Read | None = None
    kind: Kind = Kind.LEAF
    exact: type | None = None
    spell: Any = None
    is_nullable: bool = True
    return_type: GraphQLOutputType | None = None
    object_type: Any = None
    origin: type | None = None
    bind: Any = None
    definition: Any = None


@dataclass(frozen=True, slots=True)
class Planner:
    """Makes plans for one schema."""

    schema: GraphQLSchema

    def plan(self, parent: GraphQLObjectType, grouped: Any) -> list[FieldPlan]:  # noqa: ANN401 - graphql-core's grouped field set
        """The plans of a selection's fields, in their order."""
        return [self._field(parent, name, details) for name, details in grouped.items()]

    def _field(self, parent: GraphQLObjectType, name: str, details: Any) -> FieldPlan:  # noqa: ANN401 - as above
        asked = details[0].node.name.value
        if asked == "__typename":
            word = parent.name
            return FieldPlan(name, details, lambda _source: word, Kind.LEAF, str, None, is_nullable=False)
        definition = self.schema.get_field(parent, asked)
        field = None if definition is None else definition.extensions.get("strawberry-definition")
        if definition is None or field is None:
            return FieldPlan(name, details)
        bind = None if field.extensions else field.metadata.get(BIND)
        if bind is None and (definition.args or not getattr(definition.resolve, "_is_default", False)):
            return FieldPlan(name, details)
        read = None if bind is not None else reader_of(origin_of(parent), field.python_name)
        return _completed(FieldPlan(name, details, read, bind=bind, definition=definition), definition.type)


def _completed(plan: FieldPlan, kind: GraphQLOutputType) -> FieldPlan:
    """The plan with how a value of this type goes out; one that is resolved step by step where that is not known."""
    bare, is_nullable = _bare(kind)
    if is_leaf_type(bare):
        return plan._replace(exact=_PLAIN.get(bare.name), spell=_spelling(bare), is_nullable=is_nullable)
    if is_object_type(bare):
        return plan._replace(kind=Kind.OBJECT, is_nullable=is_nullable, return_type=kind, object_type=bare, origin=origin_of(bare))
    if is_list_type(bare):
        item, _ = _bare(bare.of_type)
        if is_object_type(item):
            return plan._replace(kind=Kind.LIST, is_nullable=is_nullable, return_type=kind, object_type=item, origin=origin_of(item))
        if is_leaf_type(item):
            return plan._replace(spell=_spelling_of_list(item), is_nullable=is_nullable)
    return FieldPlan(plan.name, plan.details)


def origin_of(kind: GraphQLObjectType) -> type | None:
    """The class whose instances an object type shows."""
    definition = kind.extensions.get("strawberry-definition")
    return None if definition is None else definition.origin


def reader_of(origin: type | None, attribute: str) -> Read:
    """How an attribute of this class is read; a class may have a quicker way of its own (`reader`)."""
    quicker = getattr(origin, "reader", None)
    return attrgetter(attribute) if quicker is None else quicker(attribute)


def _bare(kind: Any) -> tuple[Any, bool]:  # noqa: ANN401 - any output type
    return (kind.of_type, False) if is_non_null_type(kind) else (kind, True)


def _spelling(kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - any leaf type
    """How a leaf goes out: as GraphQL says, quicker where the value's class leaves nothing to ask."""
    slow = kind.coerce_output_value
    if is_enum_type(kind):
        return _enumeration(kind, slow)
    number = _NUMBERS.get(kind.name)
    if number is not None:
        return lambda value: value if type(value) is number and _is_in_range(value) else slow(value)
    if kind.name == "DateTime":
        return lambda value: value.isoformat() if type(value) is datetime else slow(value)
    return slow  # type: ignore[no-any-return]


def _enumeration(kind: Any, slow: Callable[[Any], Any]) -> Callable[[Any], Any]:  # noqa: ANN401 - an enumeration
    members = getattr(kind, "wrapped_cls", None)
    if members is None:
        return slow
    words = {member: slow(member) for member in members}
    return lambda value: words[value] if type(value) is members else slow(value)


def _spelling_of_list(kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - any leaf type
    exact, spell = _PLAIN.get(kind.name), _spelling(kind)

    def spelled(values: Any) -> list[Any]:  # noqa: ANN401 - the attribute's value
        if type(values) not in (list, tuple):
            raise TypeError("a list is expected")
        return [value if type(value) is exact else _present(spell, value) for value in values]

    return spelled


def _present(spell: Callable[[Any], Any], value: Any) -> Any:  # noqa: ANN401 - as above
    if value is None:
        raise TypeError("a hole in a list")
    return spell(value)


def _is_in_range(number: Any) -> bool:  # noqa: ANN401 - an int or a float
    """GraphQL's Int has 32 bits, and its Float is finite."""
    return abs(number) <= _LARGEST_INT if type(number) is int else isfinite(number)
