"""Input of signing in."""

import strawberry


@strawberry.input
class SignInInput:
    """E-mail address and password."""

    email: str
    password: str
