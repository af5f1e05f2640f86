"""Signing in and out."""

from datetime import datetime
from typing import Annotated

import strawberry

from api.auth import cookies
from api.auth.sign_in import Rejected, TooMany, sign_in, sign_out
from api.context import Info
from api.schema.accounts.inputs import SignInInput
from api.schema.accounts.types import Viewer
from api.schema.problems import InvalidCredentials, InvalidInput, Unavailable, invalid_input, unavailable
from engine.domain import errors


@strawberry.type
class SignedIn:
    """Who is signed in now; the token also stands in the cookie, and may be sent as a bearer token instead."""

    viewer: Viewer
    token: str
    expires_at: datetime


@strawberry.type
class SignedOut:
    """Nobody is signed in any more."""

    was_signed_in: bool


SignInResult = Annotated[SignedIn | InvalidCredentials | InvalidInput | Unavailable, strawberry.union("SignInResult")]
SignOutResult = Annotated[SignedOut | Unavailable, strawberry.union("SignOutResult")]


@strawberry.type
class AccountMutations:
    """Open to everybody."""

    @strawberry.mutation(description="Sign in with e-mail address and password.")
    async def sign_in(self, info: Info, input: SignInInput) -> SignInResult:  # noqa: A002 - the argument's name in the schema
        """Check the password and start a session."""
        context = info.context
        try:
            outcome = await sign_in(context.services, input.email, input.password, context.address)
        except errors.InvalidInput as error:
            return invalid_input(error)
        except errors.StoreUnavailable as error:
            return unavailable(error)
        if isinstance(outcome, TooMany):
            return unavailable("too many attempts to sign in", f"try again in {outcome.seconds} seconds")
        if isinstance(outcome, Rejected):
            return InvalidCredentials(code="INVALID_CREDENTIALS", message="e-mail address and password do not belong together")
        context.viewer, context.token = outcome.account, outcome.token
        context.renew_loaders()
        if context.response is not None:
            cookies.set_session(context.response, outcome, is_secure=context.services.settings.is_production)
        return SignedIn(viewer=Viewer.of(outcome.account), token=outcome.token, expires_at=outcome.expires_at)

    @strawberry.mutation(description="Sign out: the token is worth nothing from now on.")
    async def sign_out(self, info: Info) -> SignOutResult:
        """End the session."""
        context = info.context
        try:
            was_signed_in = await sign_out(context.services, context.viewer, context.token)
        except errors.StoreUnavailable as error:
            return unavailable(error)
        context.viewer = None
        context.renew_loaders()
        if context.response is not None:
            cookies.clear_session(context.response, is_secure=context.services.settings.is_production)
        return SignedOut(was_signed_in=was_signed_in)
