"""What mutations of maintainers have in common: who may, and errors as data."""

from collections.abc import Awaitable, Callable
from typing import TypeVar
from uuid import UUID

from api.context import Info
from api.schema import problems
from api.schema.node import key_of
from api.schema.problems import InvalidInput, NotAllowed, NotFound, NotSignedIn, Unavailable
from engine.domain import errors
from engine.domain.job import Scope

T = TypeVar("T")
Refusal = InvalidInput | NotFound | NotSignedIn | NotAllowed | Unavailable


async def attempted(info: Info, act: Callable[[Scope], Awaitable[T]]) -> T | Refusal:
    """Do something as the viewer, who must be a maintainer or an admin; what went wrong comes back as a problem."""
    viewer = info.context.viewer
    if viewer is None:
        return problems.not_signed_in()
    if viewer.role == "viewer":
        return problems.not_allowed(viewer.role)
    try:
        return await act(viewer.scope)
    except errors.InvalidInput as error:
        return problems.invalid_input(error)
    except errors.NotFound as error:
        return problems.not_found(error)
    except errors.StoreUnavailable as error:
        return problems.unavailable(error)


def required_key(kind: str, node: str, type_name: str) -> UUID:
    """The key of an id of this type. Raises NotFound, as for a thing that does not exist."""
    key = key_of(node, type_name)
    if key is None:
        raise errors.NotFound(kind, node[:100], "use an id that the API gave you")
    return key
