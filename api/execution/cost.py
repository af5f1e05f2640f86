"""What an operation may cost, computed from its text and its page sizes before anything is read.

Every object that an answer may hold counts one; a list counts as many as were asked for (`first`, or the ids named), and a list
without a size counts ten. Sizes multiply downwards, so that fifty jobs of a hundred runs count 5,000 runs.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLField,
    GraphQLSchema,
    IntValueNode,
    ListValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
    is_composite_type,
    is_list_type,
    is_non_null_type,
    value_from_ast_untyped,
)

from api.execution.documents import Prepared

_ASSUMED_LENGTH = 10
_PAGED = ("edges", "nodes")
_MAX_REMEMBERED = 64
_CEILING = 1_000_000_000


def check_cost(
    schema: GraphQLSchema, prepared: Prepared, operation: OperationDefinitionNode, variables: Mapping[str, Any], limit: int
) -> int:
    """The cost of an operation under these variables. Raises a GraphQLError with code TOO_COSTLY above the limit."""
    sizes = tuple(sorted((name, _size(value)) for name, value in variables.items() if isinstance(value, int | list)))
    key = (id(operation), sizes)
    cost = prepared.costs.get(key)
    if cost is None:
        fragments = {item.name.value: item for item in prepared.document.definitions if isinstance(item, FragmentDefinitionNode)}
        root = schema.get_root_type(operation.operation)
        cost = _Costs(schema, fragments, variables).of(operation.selection_set, root, None)
        if len(prepared.costs) < _MAX_REMEMBERED:
            prepared.costs[key] = cost
    if cost > limit:
        raise GraphQLError(
            f"this operation may answer with {cost} objects, and {limit} is the most; ask for smaller pages or fewer fields",
            extensions={"code": "TOO_COSTLY", "cost": cost, "limit": limit},
        )
    return cost


def _size(value: Any) -> int:  # noqa: ANN401 - a variable's value
    return len(value) if isinstance(value, list) else int(value)


class _Costs:
    """Costs of selections under one set of variables."""

    def __init__(self, schema: GraphQLSchema, fragments: Mapping[str, FragmentDefinitionNode], variables: Mapping[str, Any]) -> None:
        self._schema, self._fragments, self._variables = schema, fragments, variables

    def of(self, selection: SelectionSetNode, parent: Any, page: int | None) -> int:  # noqa: ANN401 - any composite type
        """The objects below one object; `page` is how many a connection's edges are."""
        return min(_CEILING, sum(self._field(node, kind, page) for node, kind in self._fields(selection, parent)))

    def _fields(self, selection: SelectionSetNode, parent: Any) -> Iterator[tuple[FieldNode, Any]]:  # noqa: ANN401 - as above
        for item in selection.selections:
            if isinstance(item, FieldNode):
                yield item, parent
                continue
            fragment: Any = self._fragments[item.name.value] if isinstance(item, FragmentSpreadNode) else item
            condition = fragment.type_condition
            yield from self._fields(fragment.selection_set, self._schema.get_type(condition.name.value) if condition else parent)

    def _field(self, node: FieldNode, parent: Any, page: int | None) -> int:  # noqa: ANN401 - as above
        field = self._schema.get_field(parent, node.name.value)
        if field is None or node.selection_set is None or not is_composite_type(get_named_type(field.type)):
            return 0
        asked = self._asked(node, field)
        count = 1
        if _is_list(field):
            count = page if page is not None and node.name.value in _PAGED else asked if asked is not None else _ASSUMED_LENGTH
        below = self.of(node.selection_set, get_named_type(field.type), None if _is_list(field) else asked)
        return count * (1 + below)

    def _asked(self, node: FieldNode, field: GraphQLField) -> int | None:
        sizes = [self._argument(node, field, name) for name in ("first", "last", "ids") if name in field.args]
        known = [size for size in sizes if size is not None]
        return max(known) if known else None

    def _argument(self, node: FieldNode, field: GraphQLField, name: str) -> int | None:
        given = next((item.value for item in node.arguments or () if item.name.value == name), None)
        value: Any = None
        if isinstance(given, VariableNode):
            value = self._variables.get(given.name.value)
        elif isinstance(given, IntValueNode | ListValueNode):
            value = value_from_ast_untyped(given)
        if value is None:
            default = field.args[name].default_value
            value = default if isinstance(default, int) else None
        return None if not isinstance(value, int | list) else max(1, _size(value))


def _is_list(field: GraphQLField) -> bool:
    kind = field.type.of_type if is_non_null_type(field.type) else field.type
    return is_list_type(kind)
