"""Registering, and changing one's password, e-mail address and profile."""

from typing import Annotated

import strawberry

from api.auth.sign_in import TooMany
from api.context import Info
from api.schema import problems
from api.schema.accounts.inputs import ChangeEmailInput, ChangePasswordInput, RegisterInput
from api.schema.accounts.user import User
from api.schema.answering import AnyProblem, answer_person, attempt
from api.schema.problems import InvalidCredentials, InvalidInput, NotAllowed, NotFound, NotSignedIn, Unavailable
from api.use_cases.accounts import WrongPassword, change_email, change_password, change_profile, register
from engine.adapters.postgres.accounts import NewUser, hide_first_steps
from engine.domain.job import Scope


@strawberry.type
class Registered:
    """The registration was taken. If the address had no account, it has one now; sign in with it."""

    email: str


@strawberry.type
class PasswordChanged:
    """The new password holds; all other sessions were ended."""

    ended_sessions: int


@strawberry.type
class EmailChanged:
    """The user with the new address, which signs in from now on."""

    user: User


@strawberry.type
class ProfileUpdated:
    """The user as others see them now."""

    user: User


@strawberry.type
class FirstStepsHidden:
    """The first steps stay away, in every browser of the viewer."""

    hides_first_steps: bool


RegisterResult = Annotated[
    Registered | InvalidInput | NotFound | NotSignedIn | NotAllowed | Unavailable, strawberry.union("RegisterResult")
]
ChangePasswordResult = Annotated[
    PasswordChanged | InvalidCredentials | InvalidInput | NotFound | NotSignedIn | NotAllowed | Unavailable,
    strawberry.union("ChangePasswordResult"),
]
ChangeEmailResult = Annotated[
    EmailChanged | InvalidCredentials | InvalidInput | NotFound | NotSignedIn | NotAllowed | Unavailable,
    strawberry.union("ChangeEmailResult"),
]
UpdateProfileResult = Annotated[
    ProfileUpdated | InvalidInput | NotFound | NotSignedIn | NotAllowed | Unavailable, strawberry.union("UpdateProfileResult")
]

HideFirstStepsResult = Annotated[
    FirstStepsHidden | InvalidInput | NotFound | NotSignedIn | NotAllowed | Unavailable, strawberry.union("HideFirstStepsResult")
]


@strawberry.type
class ProfileMutations:
    """Registering is for everybody, the rest for oneself."""

    @strawberry.mutation(
        description="Register with e-mail address and password; the answer does not tell whether the address had an account."
    )
    async def register(self, info: Info, input: RegisterInput) -> RegisterResult:  # noqa: A002 - the argument's name in the schema
        """Check and create."""
        context, user = info.context, NewUser(input.email, input.display_name, input.display_name)

        async def act() -> Registered | AnyProblem:
            outcome = await register(context.services, user, input.password, input.invitation_token, context.address)
            return _wait(outcome) if isinstance(outcome, TooMany) else Registered(email=input.email.strip())

        return await attempt(act)

    @strawberry.mutation(description="Change one's password; all other sessions end.")
    async def change_password(self, info: Info, input: ChangePasswordInput) -> ChangePasswordResult:  # noqa: A002 - as above
        """Check and change."""
        context = info.context

        async def act(_: object) -> PasswordChanged | InvalidCredentials | AnyProblem:
            try:
                outcome = await change_password(context.services, context.signed_in, input.current_password, input.new_password)
            except WrongPassword:
                return _wrong_password()
            return _wait(outcome) if isinstance(outcome, TooMany) else PasswordChanged(ended_sessions=outcome)

        return await answer_person(context, act)

    @strawberry.mutation(description="Change the e-mail address that one signs in with; needs the present password.")
    async def change_email(self, info: Info, input: ChangeEmailInput) -> ChangeEmailResult:  # noqa: A002 - as above
        """Check and change."""
        context = info.context

        async def act(_: object) -> EmailChanged | InvalidCredentials | AnyProblem:
            try:
                outcome = await change_email(context.services, context.signed_in, input.email, input.current_password)
            except WrongPassword:
                return _wrong_password()
            return _wait(outcome) if isinstance(outcome, TooMany) else EmailChanged(user=User.of(outcome))

        return await answer_person(context, act)

    @strawberry.mutation(description="Change the name that others see.")
    async def update_profile(self, info: Info, display_name: str) -> UpdateProfileResult:
        """Check and change."""
        services = info.context.services

        async def act(scope: Scope) -> ProfileUpdated:
            return ProfileUpdated(user=User.of(await change_profile(services, scope, display_name)))

        return await answer_person(info.context, act)

    @strawberry.mutation(description="Put the first steps away for good, in every browser; asking again answers the same.")
    async def hide_first_steps(self, info: Info) -> HideFirstStepsResult:
        """Note it."""
        database = info.context.services.database

        async def act(scope: Scope) -> FirstStepsHidden:
            await hide_first_steps(database, scope)
            return FirstStepsHidden(hides_first_steps=True)

        return await answer_person(info.context, act)


def _wait(outcome: TooMany) -> Unavailable:
    return problems.unavailable("too many attempts", f"try again in {outcome.seconds} seconds")


def _wrong_password() -> InvalidCredentials:
    return InvalidCredentials(code="INVALID_CREDENTIALS", message="the present password is another one")
