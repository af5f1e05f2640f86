"""Signing in end to end against the npm program `oidc-provider`, beside a second provider."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
from sqlalchemy import text

from api.settings import OidcProvider, Settings
from cli.embedded.servers import Addresses
from engine.adapters.postgres.accounts import NewUser, create_user
from engine.adapters.postgres.database import Database
from tests.graphql.identity_program import CLIENT, free_port, running_program, sign_in_at
from tests.graphql.service import Service, running_service

VIEWER = {"query": "{ viewer { user { email displayName } organization { name } } signInOptions { providers } }"}


@asynccontextmanager
async def both(stores: Addresses, folder: Path) -> AsyncIterator[Service]:
    port = free_port()
    providers = [
        OidcProvider(name="program", issuer=f"http://127.0.0.1:{port}", client_id=CLIENT[0], client_secret=CLIENT[1]),
        OidcProvider(name="other", issuer=f"http://127.0.0.1:{free_port()}", client_id="x"),
    ]
    settings = Settings(database_url=stores.application_url, redis_url=stores.redis_url, frontend_dir=folder, oidc_providers=providers)
    async with running_service(settings) as service, running_program(port, f"{service.url}/auth/oidc/program/callback"):
        yield service


async def test_a_real_provider_signs_people_in_and_links_them_once(stores: Addresses, tmp_path: Path, owner: Database) -> None:
    async with both(stores, tmp_path) as service:
        for _ in range(2):
            async with httpx.AsyncClient(base_url=service.url, timeout=30) as browser:
                response = await sign_in_at(browser, "/auth/oidc/program/login", "grace@example.org")
                assert response.status_code == 303, response.text
                assert (await browser.post("/graphql", json=VIEWER)).json()["data"] == {
                    "viewer": {"user": {"email": "grace@example.org", "displayName": "grace"}, "organization": {"name": "grace"}},
                    "signInOptions": {"providers": ["program", "other"]},
                }
        async with owner.unscoped_transaction() as connection:
            assert (await connection.execute(text("select count(*) from user_identities"))).scalar_one() == 1
        async with httpx.AsyncClient(base_url=service.url, timeout=30) as browser:
            response = await sign_in_at(browser, "/auth/oidc/program/login", "unverified@example.org")
            assert response.status_code == 403
            assert "skyt_session" not in browser.cookies
            assert (await browser.get("/auth/oidc/other/login")).status_code == 503


async def test_who_registered_an_address_without_proof_loses_the_account_to_who_proves_it(
    stores: Addresses, tmp_path: Path, database: Database, owner: Database
) -> None:
    await create_user(database, NewUser("grace@example.org", "Mallory", "Mallory's", "a hash of a password"))
    async with both(stores, tmp_path) as service, httpx.AsyncClient(base_url=service.url, timeout=30) as browser:
        await sign_in_at(browser, "/auth/oidc/program/login", "grace@example.org")
        viewer = (await browser.post("/graphql", json=VIEWER)).json()["data"]["viewer"]
        assert viewer["user"]["email"] == "grace@example.org"
    async with owner.unscoped_transaction() as connection:
        rows = (await connection.execute(text("select password_hash, email_verified_at is not null from users"))).all()
    assert rows == [(None, True)]
