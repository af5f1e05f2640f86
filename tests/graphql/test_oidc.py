"""Signing in through an OpenID Connect provider, end to end against a small provider that can lie (the real program: test_oidc_program)."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from sqlalchemy import text

from api.auth.provisioning import ensure_user
from api.auth.sign_in import start_session
from api.settings import OidcProvider, Settings
from cli.embedded.servers import Addresses
from engine.adapters.postgres.database import Database
from tests.graphql.identity_provider import CLIENT, IdentityProvider
from tests.graphql.service import Service, running_server, running_service

GRACE = {"sub": "grace-1", "email": "grace@example.org", "email_verified": True, "name": "Grace Hopper"}
VIEWER = {"query": "{ viewer { user { email displayName } organization { name isPersonal } role } signInOptions { providers } }"}


@asynccontextmanager
async def both(stores: Addresses, tmp_path: Path, provider: IdentityProvider) -> AsyncIterator[Service]:
    listening = socket.create_server(("127.0.0.1", 0))
    provider.issuer = f"http://127.0.0.1:{listening.getsockname()[1]}"
    settings = Settings(
        database_url=stores.application_url,
        redis_url=stores.redis_url,
        frontend_dir=tmp_path,
        oidc_providers=[OidcProvider(name="fake", issuer=provider.issuer, client_id=CLIENT[0], client_secret=CLIENT[1])],
    )
    async with running_server(uvicorn.Config(provider.app, log_level="warning"), listening), running_service(settings) as service:
        yield service


@asynccontextmanager
async def browser(service: Service) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=service.url, timeout=30) as client:
        yield client


async def walk(client: httpx.AsyncClient) -> httpx.Response:
    """Follow the login up to the service's own answer to the callback."""
    response = await client.get("/auth/oidc/fake/login")
    while response.is_redirect and response.headers["location"] != "/":
        response = await client.get(response.headers["location"])
    return response


async def test_a_new_user_signs_in_with_a_personal_organization_and_comes_back(stores: Addresses, tmp_path: Path) -> None:
    async with both(stores, tmp_path, IdentityProvider(dict(GRACE))) as service:
        for _ in range(2):
            async with browser(service) as client:
                assert (await walk(client)).status_code == 303
                assert (await client.post("/graphql", json=VIEWER)).json()["data"] == {
                    "viewer": {
                        "user": {"email": "grace@example.org", "displayName": "Grace Hopper"},
                        "organization": {"name": "Grace Hopper", "isPersonal": True},
                        "role": "ADMIN",
                    },
                    "signInOptions": {"providers": ["fake"]},
                }
        assert await counts(stores) == (1, 1, 1)


async def test_a_verified_address_links_to_the_user_who_has_it(stores: Addresses, tmp_path: Path, database: Database) -> None:
    await ensure_user(database, "Grace@example.org", "G. H.", "correct horse", "Navy")
    async with both(stores, tmp_path, IdentityProvider(dict(GRACE))) as service, browser(service) as client:
        await walk(client)
        viewer = (await client.post("/graphql", json=VIEWER)).json()["data"]["viewer"]
        assert viewer["organization"]["name"] == "Navy"
        assert await counts(stores) == (1, 1, 1)


@pytest.mark.parametrize("claims", [{"email_verified": False}, {"email_verified": None}, {"email_verified": "true"}, {"email": None}])
async def test_an_unverified_address_opens_nothing(stores: Addresses, tmp_path: Path, database: Database, claims: dict[str, Any]) -> None:
    await ensure_user(database, "grace@example.org", "G. H.", "correct horse", "Navy")
    async with both(stores, tmp_path, IdentityProvider(GRACE | claims)) as service, browser(service) as client:
        response = await walk(client)
        assert response.status_code == 403
        assert response.json() == {"error": "the identity provider has not verified your e-mail address; verify it there and sign in again"}
        assert "skyt_session" not in client.cookies
        assert await counts(stores) == (1, 0, 0)


@pytest.mark.parametrize("tampering", [{"nonce": "other"}, {"aud": "other"}, {"iss": "https://evil.example"}, {"exp": 1}])
async def test_a_token_that_is_not_for_us_is_refused(stores: Addresses, tmp_path: Path, tampering: dict[str, Any]) -> None:
    async with both(stores, tmp_path, IdentityProvider(dict(GRACE), tampering)) as service, browser(service) as client:
        response = await walk(client)
        assert response.status_code == 400
        assert response.json()["error"].startswith("the identity provider's answer cannot be used (")
        assert "skyt_session" not in client.cookies
        assert await counts(stores) == (0, 0, 0)


@pytest.mark.parametrize(
    ("asked", "followed"),
    [
        ("/invitation/abc?x=1", "/invitation/abc?x=1"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example", "/"),
        ("/a b", "/"),
    ],
)
async def test_signing_in_leads_back_to_a_path_of_this_site_only(stores: Addresses, tmp_path: Path, asked: str, followed: str) -> None:
    async with both(stores, tmp_path, IdentityProvider(dict(GRACE))) as service, browser(service) as client:
        response = await client.get("/auth/oidc/fake/login", params={"return_to": asked})
        while not str(response.url).startswith(f"{service.url}/auth/oidc/fake/callback"):
            response = await client.get(response.headers["location"])
        assert (response.status_code, response.headers["location"]) == (303, followed)


async def test_a_person_who_is_refused_is_led_to_the_sign_in_page(stores: Addresses, tmp_path: Path) -> None:
    async with both(stores, tmp_path, IdentityProvider(GRACE | {"email_verified": False})) as service, browser(service) as client:
        client.headers["accept"] = "text/html,application/xhtml+xml"
        response = await client.get("/auth/oidc/fake/login")
        while not response.headers["location"].startswith("/"):
            response = await client.get(response.headers["location"])
        assert (response.status_code, response.headers["location"]) == (303, "/sign-in?refused=unverified")


async def test_an_identity_linked_to_an_address_without_proof_ends_with_the_proof(
    stores: Addresses, tmp_path: Path, database: Database, owner: Database
) -> None:
    mallory = await ensure_user(database, "mallory@example.org", "Mallory", "correct horse", "Mallory's")
    async with owner.unscoped_transaction() as connection:
        await connection.execute(
            text("insert into user_identities (user_id, issuer, subject) values (:user, 'https://elsewhere.example', 'mallory')"),
            {"user": mallory.user.id},
        )
        await connection.execute(text("update users set email = 'grace@example.org', email_verified_at = null"))
    async with both(stores, tmp_path, IdentityProvider(dict(GRACE))) as service, browser(service) as client:
        await walk(client)
    async with owner.unscoped_transaction() as connection:
        assert (await connection.execute(text("select subject from user_identities"))).scalars().all() == ["grace-1"]


async def test_a_changed_address_that_nobody_confirmed_is_never_linked(
    stores: Addresses, tmp_path: Path, database: Database, owner: Database
) -> None:
    eve = await ensure_user(database, "eve@example.org", "Eve", "correct horse", "Eve's")
    async with both(stores, tmp_path, IdentityProvider(dict(GRACE))) as service, browser(service) as client:
        mallory = service.client((await start_session(service.services, eve)).token)
        change = 'mutation { changeEmail(input: {email: "grace@example.org", currentPassword: "correct horse"}) { __typename } }'
        assert await mallory.data(change) == {"changeEmail": {"__typename": "EmailChanged"}}
        await walk(client)
        viewer = "{ viewer { user { email } organization { name } } }"
        grace = (await client.post("/graphql", json={"query": viewer})).json()["data"]["viewer"]
        assert grace == {"user": {"email": "grace@example.org"}, "organization": {"name": "Grace Hopper"}}
        assert await mallory.data(viewer) == {
            "viewer": {"user": {"email": f"unproven-{eve.user.id}@example.invalid"}, "organization": {"name": "Eve's"}}
        }
        await mallory.http.aclose()
    async with owner.unscoped_transaction() as connection:
        found = await connection.execute(text("select u.email, i.subject from user_identities i join users u on u.id = i.user_id"))
        assert found.all() == [("grace@example.org", "grace-1")]


async def test_a_forged_state_is_refused(stores: Addresses, tmp_path: Path) -> None:
    async with both(stores, tmp_path, IdentityProvider(dict(GRACE))) as service, browser(service) as client:
        await client.get("/auth/oidc/fake/login")
        response = await client.get("/auth/oidc/fake/callback?code=code-0&state=forged")
        assert response.status_code == 400
        assert response.json() == {
            "error": "the identity provider's answer cannot be used (mismatching_state); start again at /auth/oidc/fake/login"
        }


async def counts(stores: Addresses) -> tuple[int, int, int]:
    owner = Database(stores.owner_url, pool_size=1)
    query = "select (select count(*) from users), (select count(*) from user_identities), (select count(*) from sessions where true)"
    async with owner.unscoped_transaction() as connection:
        users, identities, sessions = (await connection.execute(text(query))).one()
    await owner.close()
    return users, identities, min(sessions, 1)
