"""Parsing and validating each document once."""

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    DirectiveNode,
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    Visitor,
    parse,
    validate,
    visit,
)

from api.execution.errors import INVALID, NO_SUCH_OPERATION, UNREADABLE, coded
from api.execution.limits import MAX_TOKENS, validation_rules

_MAX_DOCUMENTS = 256
_MAX_CHARACTERS = 400_000


@dataclass(slots=True, eq=False)
class Prepared:
    """A valid document; `is_fixed` when no directive can change which fields it selects from one request to the next.

    `fields`, `roots`, `plans` and `emissions` are what the executor works out for a fixed document; they live as long as it does.
    """

    text: str
    document: DocumentNode
    operations: dict[str, OperationDefinitionNode]
    is_fixed: bool
    fields: dict[Any, Any] = field(default_factory=dict)
    roots: dict[int, Any] = field(default_factory=dict)
    plans: dict[int, Any] = field(default_factory=dict)
    emissions: dict[int, Any] = field(default_factory=dict)
    costs: dict[Any, int] = field(default_factory=dict)

    def operation(self, name: str | None) -> OperationDefinitionNode:
        """The operation of this name, or the only one. Raises GraphQLError."""
        if name is None and len(self.operations) == 1:
            return next(iter(self.operations.values()))
        if name is None:
            raise _unresolved("Must provide operation name if query contains multiple operations.")
        if name not in self.operations:
            raise _unresolved(f'Unknown operation named "{name}".')
        return self.operations[name]


class Invalid(Exception):
    """A document cannot be run; `errors` say why."""

    def __init__(self, errors: list[GraphQLError]) -> None:
        super().__init__(errors)
        self.errors = errors


class Documents:
    """Prepared documents, the ones used last kept: at most 256 and at most 400,000 characters of text."""

    def __init__(self, schema: GraphQLSchema, *, is_production: bool) -> None:
        """Take the schema; suggestions and introspection are off in production."""
        self._schema, self._rules = schema, validation_rules(is_production=is_production)
        self._hides_suggestions = is_production
        self._kept: OrderedDict[str, Prepared] = OrderedDict()
        self._characters = 0

    def prepare(self, text: str) -> Prepared:
        """Parse and validate, or remember having done so. Raises Invalid."""
        known = self._kept.get(text)
        if known is not None:
            self._kept.move_to_end(text)
            return known
        prepared = self._prepare(text)
        self._keep(prepared)
        return prepared

    def _prepare(self, text: str) -> Prepared:
        try:
            document = parse(text, max_tokens=MAX_TOKENS)
            errors = validate(self._schema, document, self._rules, max_errors=20, hide_suggestions=self._hides_suggestions)
        except GraphQLError as error:
            raise Invalid(coded([error], UNREADABLE)) from error
        except RecursionError:
            raise Invalid(coded([GraphQLError("the document is nested too deeply")], UNREADABLE)) from None
        if errors:
            raise Invalid(coded(errors, INVALID))
        operations = {
            item.name.value if item.name else "": item for item in document.definitions if isinstance(item, OperationDefinitionNode)
        }
        if not operations:
            raise Invalid([_unresolved("Must provide an operation.")])
        return Prepared(text, document, operations, not _has_directives(document))

    def _keep(self, prepared: Prepared) -> None:
        self._kept[prepared.text] = prepared
        self._characters += len(prepared.text)
        while len(self._kept) > _MAX_DOCUMENTS or self._characters > _MAX_CHARACTERS:
            text, _ = self._kept.popitem(last=False)
            self._characters -= len(text)


def _unresolved(message: str) -> GraphQLError:
    return GraphQLError(message, extensions={"code": NO_SUCH_OPERATION})


def _has_directives(document: DocumentNode) -> bool:
    found: list[DirectiveNode] = []

    class Directives(Visitor):
        def enter_directive(self, node: DirectiveNode, *_: object) -> None:
            found.append(node)

    visit(document, Directives())
    return bool(found)
