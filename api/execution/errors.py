"""Errors as they are shown: those with a code pass, expected ones get one, all others become an id that stands in the log."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

import structlog
from graphql import GraphQLError

from api.problems import invalid_input, not_found, unavailable
from engine.domain import errors

_LOG = structlog.get_logger(__name__)
# What is wrong with a request itself, by the names that GraphQL clients know.
UNREADABLE, INVALID, BAD_VARIABLES = "GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED", "BAD_USER_INPUT"
NO_SUCH_OPERATION = "OPERATION_RESOLUTION_FAILURE"


def coded(found: Sequence[GraphQLError], code: str) -> list[GraphQLError]:
    """The same errors, each with this code unless it has one of its own."""
    for error in found:
        error.extensions = {"code": code, **(error.extensions or {})}
    return list(found)


def shown_errors(found: Sequence[GraphQLError]) -> list[dict[str, Any]]:
    """The errors of an answer, formatted and free of secrets."""
    return [dict(_shown(error).formatted) for error in found]


def _shown(error: GraphQLError) -> GraphQLError:
    cause = error.original_error
    if cause is None or isinstance(cause, GraphQLError):
        return error
    translated = _translated(cause)
    return GraphQLError(translated.message, nodes=error.nodes, path=error.path, extensions=translated.extensions)


def _translated(error: BaseException) -> GraphQLError:
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
