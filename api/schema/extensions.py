"""What guards every operation: limits, caches, and errors that tell no secrets."""

from collections.abc import Callable, Iterator
from uuid import uuid4

import structlog
from graphql import ASTValidationRule, GraphQLError
from strawberry.extensions import (
    AddValidationRules,
    DisableIntrospection,
    MaskErrors,
    MaxTokensLimiter,
    ParserCache,
    SchemaExtension,
    ValidationCache,
    max_aliases,
    query_depth_limiter,
)
from strawberry.schema.exceptions import CannotGetOperationTypeError

from api.context import Context
from api.problems import invalid_input, not_found, unavailable
from engine.domain import errors

MAX_DEPTH = 12
MAX_ALIASES = 30
MAX_TOKENS = 3000
_LOG = structlog.get_logger(__name__)
_RULES: list[type[ASTValidationRule]] = [query_depth_limiter.create_validator(MAX_DEPTH, None), max_aliases.create_validator(MAX_ALIASES)]


class FreshLoaders(SchemaExtension):
    """On a socket many operations share one context; each starts with loaders that remember nothing."""

    def on_operation(self) -> Iterator[None]:
        """Forget what earlier operations loaded."""
        context = self.execution_context.context
        if isinstance(context, Context):
            context.renew_loaders()
        yield


class SafeErrors(MaskErrors):
    """Errors with a code pass; expected errors of the engine get one; all others become an id that stands in the log."""

    def __init__(self) -> None:
        """Mask what has an unexpected cause."""
        super().__init__(should_mask_error=_is_not_ours)

    def anonymise_error(self, error: GraphQLError) -> GraphQLError:
        """Translate an expected error, or log an unexpected one and show its id only."""
        shown = _translated(error.original_error)
        return GraphQLError(shown.message, nodes=error.nodes, path=error.path, extensions=shown.extensions)


def schema_extensions(*, is_production: bool) -> list[Callable[[], SchemaExtension]]:
    """Factories of the extensions; rules are built once, or their cache would never hit."""
    guards: list[Callable[[], SchemaExtension]] = [lambda: AddValidationRules(_RULES), lambda: MaxTokensLimiter(MAX_TOKENS)]
    caches: list[Callable[[], SchemaExtension]] = [lambda: ParserCache(256), lambda: ValidationCache(256)]
    hidden: list[Callable[[], SchemaExtension]] = [DisableIntrospection] if is_production else []
    return [*guards, *caches, *hidden, FreshLoaders, SafeErrors]


def _is_not_ours(error: GraphQLError) -> bool:
    # An operation name that the document does not hold is the sender's mistake, and said so.
    return error.original_error is not None and not isinstance(error.original_error, GraphQLError | CannotGetOperationTypeError)


def _translated(error: BaseException | None) -> GraphQLError:
    if isinstance(error, errors.StoreUnavailable):
        return unavailable(str(error))
    if isinstance(error, errors.InvalidInput):
        return invalid_input(str(error))
    if isinstance(error, errors.NotFound):
        return not_found(error.kind)
    correlation_id = str(uuid4())
    _LOG.error("unexpected_error", correlation_id=correlation_id, exc_info=error)
    message = f"something went wrong on our side; name this id when you report it: {correlation_id}"
    return GraphQLError(message, extensions={"code": "INTERNAL", "correlationId": correlation_id})
