"""Errors of queries: GraphQL errors with a code that programs can rely on."""

from graphql import GraphQLError


def not_signed_in() -> GraphQLError:
    """The query needs somebody who is signed in."""
    return GraphQLError("sign in to see this", extensions={"code": "NOT_SIGNED_IN"})


def not_allowed(role: str) -> GraphQLError:
    """The viewer's role is too weak to see this."""
    return GraphQLError(f"your role in this organization ({role}) does not allow this", extensions={"code": "NOT_ALLOWED"})


def invalid_input(message: str) -> GraphQLError:
    """An argument cannot be used."""
    return GraphQLError(message, extensions={"code": "INVALID_INPUT"})


def not_found(kind: str) -> GraphQLError:
    """There is nothing of this kind with this id, or the viewer may not see it: both read the same."""
    return GraphQLError(f"there is no such {kind}, or you may not see it", extensions={"code": "NOT_FOUND"})


def unavailable(message: str) -> GraphQLError:
    """A server that is needed does not answer."""
    return GraphQLError(message, extensions={"code": "UNAVAILABLE"})
