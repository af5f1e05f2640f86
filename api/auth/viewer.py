"""Who asks: the account behind a session's token or an API key."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from api.auth.tokens import is_api_key, token_hash
from api.services import Services
from engine.adapters.postgres.accounts import Account, find_by_key, find_by_session
from engine.adapters.postgres.api_keys import touch_api_key
from engine.adapters.postgres.sessions import touch_session

_TOUCH_AFTER = timedelta(minutes=5)


async def viewer_of(services: Services, token: str | None, address: str | None = None) -> Account | None:
    """Who has this token, asking from this network address; None for nobody, or when it ran out. Raises StoreUnavailable.

    That it was used is noted once in five minutes, so that reading stays one statement.
    """
    if token is None:
        return None
    find = find_by_key if is_api_key(token) else find_by_session
    found = await find(services.database, token_hash(token))
    if found is None:
        return None
    await _touch(services, found)
    return replace(found, address=address)


async def _touch(services: Services, account: Account) -> None:
    if account.last_used_at is not None and datetime.now(UTC) - account.last_used_at < _TOUCH_AFTER:
        return
    if account.api_key_id is not None:
        await touch_api_key(services.database, account.scope, account.api_key_id)
    elif account.session_id is not None:
        await touch_session(services.database, account.scope, account.session_id)


async def remembered_viewer(services: Services, token: str | None, address: str) -> Account | None:
    """Who has this token, looked up once and then remembered for a moment. Raises StoreUnavailable."""
    return await services.viewers.of(token, address, lambda given: viewer_of(services, given, address))
