"""Who asks is remembered until it changes, ends, or can no longer be heard of."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
import pytest_asyncio
from sqlalchemy import text

from api.settings import Settings
from api.viewers import Viewers
from cli.embedded.servers import Addresses
from engine.adapters.postgres.accounts import Account
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.readers.records import UserRecord
from tests.accounts import Tenant
from tests.graphql.conftest import token_of
from tests.graphql.service import Service, running_service
from tests.polling import until

ORGANIZATION, USER = UUID(int=1), UUID(int=2)
ACCOUNT = Account(UserRecord(USER, "a@example.org", "A", datetime.now(UTC)), ORGANIZATION, "A", is_personal=True, role="admin")


class Clock:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 100.0
        monkeypatch.setattr("api.viewers.time.monotonic", lambda: self.now)


class Looked:
    """Counts look-ups."""

    def __init__(self, account: Account | None) -> None:
        self.account, self.count = account, 0

    async def up(self, _token: str) -> Account | None:
        self.count += 1
        return self.account


@pytest.mark.parametrize(
    ("is_told", "account", "seconds", "expected"),
    [
        (True, ACCOUNT, 29.0, 1),
        (True, ACCOUNT, 31.0, 2),
        (False, ACCOUNT, 1.9, 1),
        (False, ACCOUNT, 2.1, 2),
        (True, replace(ACCOUNT, expires_at=datetime.now(UTC) + timedelta(seconds=20)), 21.0, 2),
        (True, replace(ACCOUNT, expires_at=datetime.now(UTC) - timedelta(seconds=1)), 0.0, 2),
        (True, None, 0.0, 2),
    ],
)
async def test_how_long_an_account_is_remembered(
    monkeypatch: pytest.MonkeyPatch, is_told: bool, account: Account | None, seconds: float, expected: int
) -> None:
    clock, viewers, looked = Clock(monkeypatch), Viewers(30.0, lambda: is_told), Looked(account)
    assert await viewers.of("token", "address", looked.up) == account
    clock.now += seconds
    assert await viewers.of("token", "address", looked.up) == account
    assert looked.count == expected


@pytest.mark.parametrize(("key", "expected"), [(str(USER), 2), (str(ORGANIZATION), 2), (str(UUID(int=15)), 1), ("", 1)])
async def test_whoever_changed_is_looked_up_again(key: str, expected: int) -> None:
    viewers, looked = Viewers(30.0, lambda: True), Looked(ACCOUNT)
    await viewers.of("token", "address", looked.up)
    viewers.forget(key)
    await viewers.of("token", "address", looked.up)
    assert looked.count == expected


async def test_a_change_during_the_look_up_is_not_missed() -> None:
    viewers, looked = Viewers(30.0, lambda: True), Looked(ACCOUNT)

    async def changing(token: str) -> Account | None:
        found = await looked.up(token)
        viewers.forget(str(USER))
        return found

    await viewers.of("token", "address", changing)
    await viewers.of("token", "address", looked.up)
    assert looked.count == 2


@pytest_asyncio.fixture
async def remembering(stores: Addresses, tmp_path: Path) -> AsyncIterator[Service]:
    settings = Settings(
        database_url=stores.application_url, redis_url=stores.redis_url, frontend_dir=tmp_path, secret_key="a secret of tests",
        viewer_cache_seconds=60,
    )  # fmt: skip
    async with running_service(settings) as service:
        yield service


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("delete from sessions where user_id = :user", None),
        ("update sessions set expires_at = now() where user_id = :user", None),
        ("delete from memberships where user_id = :user", None),
        ("update memberships set role = 'viewer' where user_id = :user", "VIEWER"),
        ("update users set display_name = 'Other' where id = :user", "ADMIN"),
        ("update organizations set name = 'Other' where id = :organization", "ADMIN"),
        ("update quotas set tier = 'pro' where organization_id = :organization", "ADMIN"),
    ],
)
async def test_a_change_by_another_process_counts_at_once(
    remembering: Service, owner: Database, ada: Tenant, change: str, expected: str | None
) -> None:
    client, viewers = remembering.client(await token_of(remembering, ada)), remembering.services.viewers
    try:
        assert (await client.data("{ viewer { role } }"))["viewer"]["role"] == "ADMIN"
        remembering.statements.clear()
        await client.data("{ viewer { role } }")
        assert [text for text in remembering.statements if "account_of" in text] == []
        async with owner.unscoped_transaction() as connection:
            ids = {"user": ada.scope.user_id, "organization": ada.scope.organization_id}
            await connection.execute(text(change), {name: value for name, value in ids.items() if f":{name}" in change})
        await until(lambda: not viewers._known, 20)
        answer = await client.execute("{ viewer { role } }")
        assert (answer["data"] or {"viewer": None})["viewer"] == (None if expected is None else {"role": expected})
    finally:
        await client.http.aclose()
