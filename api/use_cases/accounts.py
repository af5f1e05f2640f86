"""What people do with their own account: register, change password, e-mail address and profile."""

import asyncio

from api.auth.passwords import hash_password, matches
from api.auth.sign_in import TooMany, checked_email, seconds_to_wait
from api.auth.tokens import token_hash
from api.services import Services
from api.use_cases.checks import checked_name
from engine.adapters.postgres.accounts import Account, Login, NewUser, change_user, create_user, find_by_email
from engine.adapters.postgres.accounts import change_email as store_email
from engine.adapters.postgres.invitations import OpenInvitation, accept_invitation, find_invitation
from engine.adapters.postgres.readers.records import UserRecord
from engine.adapters.postgres.sessions import end_all_sessions
from engine.domain.errors import Fault, InvalidInput, NotFound
from engine.domain.job import Scope

MIN_PASSWORD, MAX_PASSWORD = 12, 1000


class WrongPassword(Exception):
    """The present password is another one."""


async def register(services: Services, user: NewUser, password: str, invitation_token: str | None, address: str) -> TooMany | None:
    """Create an account with a personal organization; with an invitation, a member of its organization too.

    When the address is taken, nothing happens, and the answer and its time are the same: nobody learns who has an account.
    Raises InvalidInput, NotFound for an invitation that is not open, StoreUnavailable.
    """
    _check_new_user(user, password)
    email, name = user.email.strip(), user.display_name.strip()
    if not services.settings.registration and invitation_token is None:
        raise InvalidInput([Fault("registration is by invitation here", "$.invitationToken")], "ask an admin for an invitation")
    seconds = await seconds_to_wait(services, email, address)
    if seconds:
        return TooMany(seconds)
    invitation = None if invitation_token is None else await open_invitation(services, invitation_token, email)
    password_hash = await asyncio.to_thread(hash_password, password)
    created = await create_user(services.database, NewUser(email, name, name, password_hash))
    if created is not None and invitation is not None:
        await accept_invitation(services.database, created.scope, invitation)
    return None


async def open_invitation(services: Services, token: str, email: str) -> OpenInvitation:
    """The invitation of a link. Raises NotFound when it is not open, or is for another e-mail address."""
    invitation = await find_invitation(services.database, token_hash(token))
    if invitation is None or (invitation.email is not None and invitation.email.lower() != email.lower()):
        raise NotFound("open invitation", "of this link", "ask for a new one")
    return invitation


async def change_password(services: Services, account: Account, current: str | None, new: str) -> int | TooMany:
    """Change the password and end all other sessions; how many ended. Who never had a password needs no present one.

    Raises InvalidInput, WrongPassword, StoreUnavailable.
    """
    _check_password(new, "newPassword")
    login = await _login(services, account)
    if isinstance(login, TooMany):
        return login
    if login.password_hash is not None and not await matches(current or "", login.password_hash):
        raise WrongPassword
    await change_user(services.database, account.scope, {"password_hash": await asyncio.to_thread(hash_password, new)})
    return await end_all_sessions(services.database, account.scope, "password changed", keep=account.session_id)


async def change_email(services: Services, account: Account, email: str, current: str | None) -> UserRecord | TooMany:
    """Change the e-mail address that one signs in with; it counts as unverified. Raises InvalidInput, WrongPassword, StoreUnavailable.

    Who signs in through a provider only has the address that the provider vouches for: a password comes first.
    """
    address = checked_email(email)
    login = await _login(services, account)
    if isinstance(login, TooMany):
        return login
    if login.password_hash is None:
        fault = Fault("your address is the one that your identity provider vouches for", "$.email")
        raise InvalidInput([fault], "choose a password first")
    if not await matches(current or "", login.password_hash):
        raise WrongPassword
    changed = await store_email(services.database, account.scope, address)
    if changed is None:
        raise InvalidInput([Fault("this address cannot be used here", "$.email")], "choose another one")
    return changed


async def change_profile(services: Services, scope: Scope, display_name: str) -> UserRecord:
    """Change the name that others see. Raises InvalidInput, StoreUnavailable."""
    return await change_user(services.database, scope, {"display_name": checked_name(display_name, "displayName")})


async def _login(services: Services, account: Account) -> Login | TooMany:
    """What the account's sign-in knows, one attempt counted. Raises WrongPassword when it is gone."""
    seconds = await seconds_to_wait(services, account.user.email, account.address or "unknown")
    if seconds:
        return TooMany(seconds)
    login = await find_by_email(services.database, account.user.email)
    if login is None:
        raise WrongPassword
    return login


def _check_new_user(user: NewUser, password: str) -> None:
    """Everything that is wrong with what somebody registers with, told at once. Raises InvalidInput."""
    refusals: list[InvalidInput] = []
    for check in (
        lambda: checked_email(user.email),
        lambda: checked_name(user.display_name, "displayName"),
        lambda: _check_password(password, "password"),
    ):
        try:
            check()
        except InvalidInput as refusal:
            refusals.append(refusal)
    if refusals:
        raise InvalidInput(
            [fault for refusal in refusals for fault in refusal.faults], "; ".join(filter(None, (each.hint for each in refusals)))
        )


def _check_password(password: str, place: str) -> None:
    if not MIN_PASSWORD <= len(password) <= MAX_PASSWORD:
        fault = Fault(f"a new password has from {MIN_PASSWORD} to {MAX_PASSWORD} characters", f"$.{place}")
        raise InvalidInput([fault], "a few random words make a good one")
