"""The session's cookie."""

from starlette.responses import Response

from api.auth.sign_in import Session

SESSION_COOKIE = "skyt_session"


def set_session(response: Response, session: Session, *, is_secure: bool) -> None:
    """Hand the token to the browser, out of reach of scripts and of other sites' requests that change something."""
    response.set_cookie(
        SESSION_COOKIE, session.token, expires=session.expires_at, path="/", httponly=True, secure=is_secure, samesite="lax"
    )


def clear_session(response: Response, *, is_secure: bool) -> None:
    """Take the token away again."""
    response.delete_cookie(SESSION_COOKIE, path="/", httponly=True, secure=is_secure, samesite="lax")
