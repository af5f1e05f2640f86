"""Signing in and out with e-mail address and password."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from api.auth.passwords import matches
from api.auth.tokens import new_token, token_hash
from api.services import Services
from engine.adapters.postgres.accounts import Account, find_by_email
from engine.adapters.postgres.sessions import Client, add_session, remove_session
from engine.adapters.postgres.token_families import TokenPair, rotate, start_family
from engine.domain.errors import Fault, InvalidInput

_MAX_PASSWORD = 1000
_ATTEMPTS_PER_PAIR = 10
_ATTEMPTS_PER_ONE = 100


@dataclass(frozen=True, slots=True)
class Session:
    """A fresh session; the token is known here and to the user only."""

    account: Account
    token: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens for an API client, known here and to the client only."""

    account: Account
    access_token: str
    access_expires_at: datetime
    refresh_token: str
    refresh_expires_at: datetime


@dataclass(frozen=True, slots=True)
class Rejected:
    """E-mail address and password do not belong together."""


@dataclass(frozen=True, slots=True)
class TooMany:
    """There were too many attempts; the seconds until the next one is allowed."""

    seconds: int


async def check_password(services: Services, email: str, password: str, address: str) -> Account | Rejected | TooMany:
    """Check a password. Attempts are counted per e-mail address and network address, and more generously per each of them.

    Raises InvalidInput for texts that can be neither, StoreUnavailable.
    """
    email = checked_email(email)
    if not 1 <= len(password) <= _MAX_PASSWORD:
        raise InvalidInput([Fault(f"a password has from 1 to {_MAX_PASSWORD} characters", "$.password")])
    seconds = await seconds_to_wait(services, email, address)
    if seconds:
        return TooMany(seconds)
    login = await find_by_email(services.database, email)
    if not await matches(password, None if login is None else login.password_hash) or login is None:
        return Rejected()
    await services.throttle.forget(email.lower(), address)
    return login.account


async def seconds_to_wait(services: Services, email: str, address: str) -> int:
    """Count one attempt with an e-mail address from a network address; 0 when it is allowed. Raises StoreUnavailable."""
    throttle = services.throttle
    pair = await throttle.seconds_to_wait(email.lower(), address, limit=_ATTEMPTS_PER_PAIR)
    one = await throttle.seconds_to_wait("email", email.lower(), limit=_ATTEMPTS_PER_ONE)
    other = await throttle.seconds_to_wait("address", address, limit=_ATTEMPTS_PER_ONE)
    return max(pair, one, other)


async def start_session(services: Services, account: Account, client: Client | None = None) -> Session:
    """Give a user a session. Raises StoreUnavailable."""
    token, expires_at = new_token(), datetime.now(UTC) + timedelta(days=services.settings.session_days)
    scope = account.scope if client is None else replace(account.scope, address=client.address)
    await add_session(services.database, scope, token_hash(token), expires_at, client)
    return Session(account, token, expires_at)


async def issue_tokens(services: Services, account: Account, client: Client) -> Tokens:
    """Give an API client a short access token and a refresh token. Raises StoreUnavailable."""
    fresh = _fresh_pair(services)
    await start_family(services.database, account, fresh.hashes, client)
    return fresh.of(account)


async def refresh_tokens(services: Services, refresh_token: str, client: Client) -> Tokens | None:
    """Exchange a refresh token for new ones; None for one that is not good, or no longer. Raises StoreUnavailable."""
    fresh = _fresh_pair(services)
    account = await rotate(services.database, token_hash(refresh_token), fresh.hashes, client)
    return None if account is None else fresh.of(account)


@dataclass(frozen=True, slots=True)
class _FreshPair:
    access_token: str
    access_expires_at: datetime
    refresh_token: str
    refresh_expires_at: datetime

    @property
    def hashes(self) -> TokenPair:
        return TokenPair(token_hash(self.access_token), self.access_expires_at, token_hash(self.refresh_token), self.refresh_expires_at)

    def of(self, account: Account) -> Tokens:
        return Tokens(account, self.access_token, self.access_expires_at, self.refresh_token, self.refresh_expires_at)


def _fresh_pair(services: Services) -> _FreshPair:
    now, settings = datetime.now(UTC), services.settings
    access, refresh = timedelta(minutes=settings.access_minutes), timedelta(days=settings.refresh_days)
    return _FreshPair(new_token(), now + access, new_token(), now + refresh)


async def sign_out(services: Services, account: Account | None, token: str | None) -> bool:
    """End the session of a token; whether there was one. Raises StoreUnavailable."""
    if account is None or token is None:
        return False
    return await remove_session(services.database, account.scope, token_hash(token))


def checked_email(email: str) -> str:
    """An e-mail address without spaces around it. Raises InvalidInput for what cannot be one."""
    address = email.strip()
    if not (3 <= len(address) <= 320 and "@" in address and address.isprintable()):
        raise InvalidInput([Fault("this is not an e-mail address", "$.email")], "it looks like name@example.org")
    return address
