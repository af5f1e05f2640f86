"""What signing in answers with."""

from datetime import datetime
from typing import Annotated

import strawberry

from api.auth import cookies
from api.auth.sign_in import Rejected, Session, Tokens, TooMany
from api.context import Context
from api.schema import problems
from api.schema.accounts.types import Viewer
from api.schema.problems import InvalidCredentials, InvalidInput, Unavailable


@strawberry.type
class SignedIn:
    """Who is signed in now; the token also stands in the cookie, and may be sent as a bearer token instead."""

    viewer: Viewer
    token: str
    expires_at: datetime


@strawberry.type
class TokensIssued:
    """Tokens for an API client. A refresh token is good once; a second use ends all that came from the same sign-in."""

    viewer: Viewer
    access_token: str
    access_expires_at: datetime
    refresh_token: str
    refresh_expires_at: datetime

    @classmethod
    def of(cls, tokens: Tokens) -> "TokensIssued":
        """Show tokens, this once."""
        return cls(
            viewer=Viewer.of(tokens.account),
            access_token=tokens.access_token,
            access_expires_at=tokens.access_expires_at,
            refresh_token=tokens.refresh_token,
            refresh_expires_at=tokens.refresh_expires_at,
        )


SignInResult = Annotated[SignedIn | InvalidCredentials | InvalidInput | Unavailable, strawberry.union("SignInResult")]
TokensResult = Annotated[TokensIssued | InvalidCredentials | InvalidInput | Unavailable, strawberry.union("TokensResult")]


def signed_in(context: Context, session: Session) -> SignedIn:
    """Make the session's user the viewer of this request and give their browser the cookie."""
    context.viewer, context.token = session.account, session.token
    context.renew_loaders()
    if context.response is not None:
        cookies.set_session(context.response, session, is_secure=context.services.settings.is_production)
    return SignedIn(viewer=Viewer.of(session.account), token=session.token, expires_at=session.expires_at)


def refused(outcome: TooMany | Rejected) -> Unavailable | InvalidCredentials:
    """Say no, and not more than that."""
    if isinstance(outcome, TooMany):
        return problems.unavailable("too many attempts to sign in", f"try again in {outcome.seconds} seconds")
    return InvalidCredentials(code="INVALID_CREDENTIALS", message="e-mail address and password do not belong together")
