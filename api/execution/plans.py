"""How each field of a selection is read: worked out once per selection, so that plain attributes need no resolver."""

from dataclasses import dataclass
from enum import Enum
from operator import attrgetter
from typing import Any, NamedTuple

from graphql import (
    GraphQLField,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    is_enum_type,
    is_leaf_type,
    is_non_null_type,
    is_object_type,
)

_EXACT = {"String": str, "ID": str, "Boolean": bool, "Int": int, "Float": float}


class Kind(Enum):
    """What a plain attribute holds."""

    LEAF = 1
    OBJECT = 2


class FieldPlan(NamedTuple):
    """One field of a selection; without `read` it is resolved and completed as GraphQL says, step by step."""

    name: str
    details: Any
    read: Any = None
    kind: Kind = Kind.LEAF
    exact: type | None = None
    serialize: Any = None
    words: dict[Any, str] | None = None
    is_nullable: bool = True
    return_type: GraphQLOutputType | None = None
    object_type: Any = None
    origin: type | None = None


@dataclass(frozen=True, slots=True)
class Planner:
    """Makes plans for one schema."""

    schema: GraphQLSchema

    def plan(self, parent: GraphQLObjectType, grouped: Any) -> list[FieldPlan]:  # noqa: ANN401 - graphql-core's grouped field set
        """The plans of a selection's fields, in their order."""
        return [self._field(parent, name, details) for name, details in grouped.items()]

    def _field(self, parent: GraphQLObjectType, name: str, details: Any) -> FieldPlan:  # noqa: ANN401 - as above
        definition = self.schema.get_field(parent, details[0].node.name.value)
        if definition is None or definition.args or not getattr(definition.resolve, "_is_default", False):
            return FieldPlan(name, details)
        bare, is_nullable = _bare(definition.type)
        read = attrgetter(_attribute(definition))
        if is_leaf_type(bare):
            serialize = bare.coerce_output_value
            return FieldPlan(name, details, read, Kind.LEAF, _exact(bare), serialize, _words(bare), is_nullable)
        if is_object_type(bare):
            kinds = (definition.type, bare, origin_of(bare))
            return FieldPlan(name, details, read, Kind.OBJECT, None, None, None, is_nullable, *kinds)
        return FieldPlan(name, details)


def origin_of(kind: GraphQLObjectType) -> type | None:
    """The class whose instances an object type shows."""
    definition = kind.extensions.get("strawberry-definition")
    return None if definition is None else definition.origin


def _bare(kind: GraphQLOutputType) -> tuple[Any, bool]:
    return (kind.of_type, False) if is_non_null_type(kind) else (kind, True)


def _attribute(field: GraphQLField) -> str:
    name: str = field.extensions["strawberry-definition"].python_name
    return name


def _exact(kind: Any) -> type | None:  # noqa: ANN401 - any leaf type
    """The class whose values need no more than a look: the scalars that JSON has, and an enumeration's members."""
    return getattr(kind, "wrapped_cls", None) if is_enum_type(kind) else _EXACT.get(kind.name)


def _words(kind: Any) -> dict[Any, str] | None:  # noqa: ANN401 - any leaf type
    """An enumeration's names by member."""
    members = getattr(kind, "wrapped_cls", None) if is_enum_type(kind) else None
    return None if members is None else {member: kind.coerce_output_value(member) for member in members}
