"""Creating users."""

from api.auth.passwords import hash_password
from api.auth.sign_in import checked_email
from engine.adapters.postgres.accounts import Account, NewUser, create_user, find_by_email
from engine.adapters.postgres.database import Database


async def ensure_user(database: Database, email: str, display_name: str, password: str | None, organization_name: str) -> Account:
    """The user with this e-mail address, created with a personal organization unless there is one; an existing one is left as it is.

    Whoever calls this vouches for the address.

    `database` may be connected as the application's role. Raises InvalidInput for what is no e-mail address, StoreUnavailable.
    """
    address = checked_email(email)
    found = await find_by_email(database, address)
    if found is not None:
        return found.account
    password_hash = None if password is None else hash_password(password)
    created = await create_user(database, NewUser(address, display_name, organization_name, password_hash, is_verified=True))
    if created is not None:
        return created
    found = await find_by_email(database, address)
    assert found is not None, "the address is taken, so its user can be found"
    return found.account
