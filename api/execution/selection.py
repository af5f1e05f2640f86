"""Looking ahead: which fields an operation asks for below the one that is being resolved."""

from collections.abc import Iterable, Iterator
from typing import Any

from graphql import FieldNode, FragmentSpreadNode, GraphQLObjectType
from graphql.execution.values import VariableValues, get_argument_values

from api.context import Info

_TO_NODES = (("edges", "node"), ("nodes",))


class Selected:
    """Fields asked for, whichever fragments they stand in; those that @skip leaves out count too."""

    def __init__(self, info: Info, nodes: Iterable[FieldNode]) -> None:
        """Take what a resolver is told, and the fields whose selections are meant."""
        self._raw = info._raw_info
        self._nodes = tuple(nodes)

    @classmethod
    def of(cls, info: Info) -> "Selected":
        """What is asked for below the field that is being resolved."""
        return cls(info, info._raw_info.field_nodes)

    def items(self, info: Info) -> "Selected":
        """What is asked of each item, below a connection."""
        return Selected(info, [node for path in _TO_NODES for node in self._along(path)])

    def has(self, name: str) -> bool:
        """Whether a field of this name is asked for."""
        return any(node.name.value == name for node in self._below())

    def under(self, info: Info, name: str) -> "Selected":
        """What is asked for below the fields of a name."""
        return Selected(info, [node for node in self._below() if node.name.value == name])

    def attributes(self, type_name: str) -> frozenset[str]:
        """The attributes, by their names in Python, that the fields asked for read."""
        kind = self._raw.schema.get_type(type_name)
        assert isinstance(kind, GraphQLObjectType), type_name
        names = {node.name.value for node in self._below()} - {"__typename"}
        return frozenset(kind.fields[name].extensions["strawberry-definition"].python_name for name in names)

    def arguments(self, type_name: str, name: str) -> list[dict[str, Any]]:
        """The arguments of each field of a name, as its resolver will get them."""
        kind = self._raw.schema.get_type(type_name)
        assert isinstance(kind, GraphQLObjectType), type_name
        # Strawberry hands resolvers the plain values.
        given: Any = self._raw.variable_values
        values = VariableValues({}, given)
        return [get_argument_values(kind.fields[name], node, values) for node in self._below() if node.name.value == name]

    def _along(self, path: tuple[str, ...]) -> list[FieldNode]:
        nodes = list(self._nodes)
        for name in path:
            nodes = [below for node in nodes for below in self._fields(node.selection_set) if below.name.value == name]
        return nodes

    def _below(self) -> Iterator[FieldNode]:
        for node in self._nodes:
            yield from self._fields(node.selection_set)

    def _fields(self, selection: Any) -> Iterator[FieldNode]:  # noqa: ANN401 - a selection set or None
        for item in selection.selections if selection else ():
            if isinstance(item, FieldNode):
                yield item
            elif isinstance(item, FragmentSpreadNode):
                yield from self._fields(self._raw.fragments[item.name.value].selection_set)
            else:
                yield from self._fields(item.selection_set)
