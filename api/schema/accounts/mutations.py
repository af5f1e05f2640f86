"""Signing in and out."""

from typing import Annotated

import strawberry

from api.auth import cookies
from api.auth.sign_in import Session, Tokens, check_password, issue_tokens, refresh_tokens, sign_out, start_session
from api.context import Info
from api.schema.accounts.inputs import SignInInput
from api.schema.accounts.signed_in import SignInResult, TokensIssued, TokensResult, refused, signed_in
from api.schema.problems import InvalidCredentials, Unavailable, invalid_input, unavailable
from engine.adapters.postgres.accounts import Account
from engine.domain import errors


@strawberry.type
class SignedOut:
    """Nobody is signed in any more."""

    was_signed_in: bool


SignOutResult = Annotated[SignedOut | Unavailable, strawberry.union("SignOutResult")]


@strawberry.type
class AccountMutations:
    """Open to everybody."""

    @strawberry.mutation(description="Sign in with e-mail address and password.")
    async def sign_in(self, info: Info, input: SignInInput) -> SignInResult:  # noqa: A002 - the argument's name in the schema
        """Check the password and start a session."""
        context = info.context
        try:
            outcome = await check_password(context.services, input.email, input.password, context.address)
            if not isinstance(outcome, Account):
                return refused(outcome)
            session: Session = await start_session(context.services, outcome, context.client)
        except errors.InvalidInput as error:
            return invalid_input(error)
        except errors.StoreUnavailable as error:
            return unavailable(error)
        return signed_in(context, session)

    @strawberry.mutation(description="Sign an API client in: a short access token and a refresh token, and no cookie.")
    async def issue_tokens(self, info: Info, input: SignInInput) -> TokensResult:  # noqa: A002 - as above
        """Check the password and start a family of tokens."""
        context = info.context
        try:
            outcome = await check_password(context.services, input.email, input.password, context.address)
            if not isinstance(outcome, Account):
                return refused(outcome)
            tokens: Tokens = await issue_tokens(context.services, outcome, context.client)
        except errors.InvalidInput as error:
            return invalid_input(error)
        except errors.StoreUnavailable as error:
            return unavailable(error)
        return TokensIssued.of(tokens)

    @strawberry.mutation(description="Exchange a refresh token for new tokens; it is good once.")
    async def refresh_tokens(self, info: Info, refresh_token: str) -> TokensResult:
        """Rotate."""
        context = info.context
        try:
            tokens = await refresh_tokens(context.services, refresh_token[:200], context.client)
        except errors.StoreUnavailable as error:
            return unavailable(error)
        if tokens is None:
            message = "this refresh token is not good, or no longer"
            return InvalidCredentials(code="INVALID_CREDENTIALS", message=message, hint="sign in again")
        return TokensIssued.of(tokens)

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
