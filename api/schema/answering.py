"""Answering a mutation: who may, what was done, or the problem as data."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from api.context import Context
from api.schema import problems
from api.schema.access import refusal
from api.schema.enums import Role
from api.schema.problems import InvalidInput, NotAllowed, NotFound, NotSignedIn, Unavailable
from engine.domain import errors
from engine.domain.job import Scope

Done = TypeVar("Done")
AnyProblem = InvalidInput | NotFound | NotSignedIn | NotAllowed | Unavailable


async def answer(context: Context, at_least: Role, act: Callable[[Scope], Awaitable[Done]]) -> Done | AnyProblem:
    """Do it inside the viewer's scope if their role allows it; expected errors become problems."""
    denied = refusal(context, at_least)
    return await attempt(lambda: act(context.signed_in.scope)) if denied is None else denied


async def answer_person(context: Context, act: Callable[[Scope], Awaitable[Done]]) -> Done | AnyProblem:
    """The same for what concerns the viewer's own person, which no API key may touch."""
    if context.viewer is None:
        return problems.not_signed_in()
    if context.viewer.api_key_id is not None:
        return problems.not_for_keys()
    return await attempt(lambda: act(context.signed_in.scope))


async def attempt(act: Callable[[], Awaitable[Done]]) -> Done | AnyProblem:
    """Do it; expected errors become problems."""
    try:
        return await act()
    except errors.InvalidInput as error:
        return problems.invalid_input(error)
    except errors.NotFound as error:
        return problems.not_found(error)
    except (errors.StoreUnavailable, errors.SecretUnreadable) as error:
        return problems.unavailable(str(error))
