"""Inputs about accounts."""

import strawberry


@strawberry.input
class SignInInput:
    """E-mail address and password."""

    email: str
    password: str


@strawberry.input
class RegisterInput:
    """A new account; an invitation's token makes it a member of the inviting organization too."""

    email: str
    password: str
    display_name: str
    invitation_token: str | None = None


@strawberry.input
class ChangePasswordInput:
    """The present password, left out by who never had one, and the new one."""

    current_password: str | None = None
    new_password: str


@strawberry.input
class ChangeEmailInput:
    """The new address, and the present password."""

    email: str
    current_password: str
