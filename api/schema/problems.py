"""Errors as data: what a mutation answers with when it did not do what was asked."""

import math
from datetime import datetime

import strawberry

from api.schema.enums import QuotaName
from engine.domain.errors import Fault, StoreUnavailable
from engine.domain.errors import InvalidInput as InvalidInputError
from engine.domain.errors import NotFound as NotFoundError
from engine.domain.errors import NotPossible as NotPossibleError
from engine.domain.quota import QuotaExceeded as QuotaExceededError


@strawberry.interface(description="Why something was not done.")
class Problem:
    """A stable code, a message for people, and what they can do."""

    code: str
    message: str
    hint: str | None = None


@strawberry.type
class InputFault:
    """One thing wrong with an input, and where."""

    message: str
    path: str
    line: int | None


@strawberry.type
class InvalidInput(Problem):
    """The input cannot be used; all its faults at once."""

    faults: list[InputFault] = strawberry.field(default_factory=list)


@strawberry.type
class NotFound(Problem):
    """There is no such thing, or the viewer may not see it."""


@strawberry.type
class NotPossible(Problem):
    """The thing's state does not allow this."""


@strawberry.type
class NotSignedIn(Problem):
    """Nobody is signed in."""


@strawberry.type
class NotAllowed(Problem):
    """The viewer's role does not allow this."""


@strawberry.type
class InvalidCredentials(Problem):
    """E-mail address and password do not belong together."""


@strawberry.type
class QuotaExceeded(Problem):
    """More was asked for than is left: of `limit`, `used` are used; `resetsAt` is null where room comes when a job ends."""

    quota: QuotaName
    limit: int
    used: int
    requested: int
    resets_at: datetime | None
    retry_after_seconds: int | None


@strawberry.type
class Unavailable(Problem):
    """A server that is needed does not answer, or asks for patience."""


def invalid_input(error: InvalidInputError) -> InvalidInput:
    """Show faults of an input."""
    faults = [InputFault(message=fault.message, path=fault.path, line=fault.line) for fault in error.faults]
    message = "; ".join(fault.message for fault in error.faults) or "the input cannot be used"
    return InvalidInput(code="INVALID_INPUT", message=message, hint=error.hint or None, faults=faults)


def faulty(path: str, message: str, hint: str | None = None) -> InvalidInput:
    """Show one fault."""
    return invalid_input(InvalidInputError([Fault(message, path)], hint or ""))


def not_found(error: NotFoundError) -> NotFound:
    """Show what was looked for in vain."""
    return NotFound(code="NOT_FOUND", message=f"there is no {error.kind} '{error.name}'", hint=error.hint or None)


def not_possible(error: NotPossibleError) -> NotPossible:
    """Say which state stands in the way."""
    return NotPossible(code="NOT_POSSIBLE", message=str(error), hint=error.hint or None)


def not_signed_in() -> NotSignedIn:
    """Ask to sign in."""
    return NotSignedIn(code="NOT_SIGNED_IN", message="sign in to do this", hint="use the mutation signIn")


def not_allowed(role: str) -> NotAllowed:
    """Name the role that is too weak."""
    message = f"your role in this organization ({role}) does not allow this"
    return NotAllowed(code="NOT_ALLOWED", message=message, hint="ask an admin of the organization")


def not_for_keys() -> NotAllowed:
    """Say that a person must do this."""
    return NotAllowed(code="NOT_ALLOWED", message="an API key may not do this", hint="sign in yourself")


def quota_exceeded(error: QuotaExceededError, now: datetime) -> QuotaExceeded:
    """Say what is used up, how far, and when there is room again."""
    wait = None if error.resets_at is None else max(1, math.ceil((error.resets_at - now).total_seconds()))
    return QuotaExceeded(
        code="QUOTA_EXCEEDED",
        message=str(error),
        hint="ask for less, or wait" if wait is None else f"ask for less, or try again in {wait} seconds",
        quota=error.quota,
        limit=error.limit,
        used=error.used,
        requested=error.requested,
        resets_at=error.resets_at,
        retry_after_seconds=wait,
    )


def unavailable(error: StoreUnavailable | str, hint: str | None = None) -> Unavailable:
    """Say which server does not answer."""
    return Unavailable(code="UNAVAILABLE", message=str(error), hint=hint or "try again in a moment")
