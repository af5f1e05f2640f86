"""Signing in and out."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from api.auth.passwords import matches
from api.auth.tokens import new_token, token_hash
from api.services import Services
from engine.adapters.postgres.accounts import Account, add_session, find_by_email, find_by_session, remove_session
from engine.domain.errors import Fault, InvalidInput

_MAX_PASSWORD = 1000


@dataclass(frozen=True, slots=True)
class Session:
    """A fresh session; the token is known here and to the user only."""

    account: Account
    token: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Rejected:
    """E-mail address and password do not belong together."""


@dataclass(frozen=True, slots=True)
class TooMany:
    """There were too many attempts; the seconds until the next one is allowed."""

    seconds: int


async def sign_in(services: Services, email: str, password: str, address: str) -> Session | Rejected | TooMany:
    """Check a password. Attempts are counted per e-mail address and network address.

    Raises InvalidInput for texts that can be neither, StoreUnavailable.
    """
    email = checked_email(email)
    if not 1 <= len(password) <= _MAX_PASSWORD:
        raise InvalidInput([Fault(f"a password has from 1 to {_MAX_PASSWORD} characters", "$.password")])
    seconds = await services.throttle.seconds_to_wait(email.lower(), address)
    if seconds:
        return TooMany(seconds)
    found = await find_by_email(services.database, email)
    account, password_hash = found or (None, None)
    if not await matches(password, password_hash) or account is None:
        return Rejected()
    await services.throttle.forget(email.lower(), address)
    return await start_session(services, account)


async def start_session(services: Services, account: Account) -> Session:
    """Give a user a token. Raises StoreUnavailable."""
    token, expires_at = new_token(), datetime.now(UTC) + timedelta(days=services.settings.session_days)
    await add_session(services.database, account.scope, token_hash(token), expires_at)
    return Session(account, token, expires_at)


async def sign_out(services: Services, account: Account | None, token: str | None) -> bool:
    """End the session of a token; whether there was one. Raises StoreUnavailable."""
    if account is None or token is None:
        return False
    return await remove_session(services.database, account.scope, token_hash(token))


async def viewer_of(services: Services, token: str | None, address: str | None = None) -> Account | None:
    """Who has this token, asking from this network address; None for nobody, or when it ran out. Raises StoreUnavailable."""
    found = None if token is None else await find_by_session(services.database, token_hash(token))
    return None if found is None else replace(found, address=address)


def checked_email(email: str) -> str:
    """An e-mail address without spaces around it. Raises InvalidInput for what cannot be one."""
    address = email.strip()
    if not (3 <= len(address) <= 320 and "@" in address and address.isprintable()):
        raise InvalidInput([Fault("this is not an e-mail address", "$.email")], "it looks like name@example.org")
    return address
