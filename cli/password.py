"""A new password for who forgot theirs: for operators, who have the owner's connection (decision 0071: no mail is sent)."""

import secrets

from api.auth.passwords import hash_password
from engine.adapters.postgres.accounts import change_user, find_by_email
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.sessions import end_all_sessions
from engine.domain.errors import NotFound

_RANDOM_BYTES = 15


async def give_password(owner_url: str, email: str) -> str:
    """A new random password; everything that its person is signed in with ends. Raises NotFound, StoreUnavailable."""
    database = Database(owner_url, pool_size=1)
    try:
        login = await find_by_email(database, email)
        if login is None:
            raise NotFound("user", email[:200], "users are named by the e-mail address that they sign in with")
        password = secrets.token_urlsafe(_RANDOM_BYTES)
        await change_user(database, login.account.scope, {"password_hash": hash_password(password)})
        await end_all_sessions(database, login.account.scope, "password changed")
        return password
    finally:
        await database.close()
