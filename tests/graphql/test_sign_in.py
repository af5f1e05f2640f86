"""Signing in and out: cookie and token, wrong passwords, throttling, other sites' pages."""

import pytest
from sqlalchemy import select, text, update

from api.auth.provisioning import ensure_user
from api.auth.tokens import token_hash
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.tables import SessionRow, UserRow
from engine.domain.errors import InvalidInput
from tests.graphql.service import Client, Service

SIGN_IN = """
mutation SignIn($input: SignInInput!) {
  signIn(input: $input) {
    __typename
    ... on SignedIn { token viewer { role user { email displayName } organization { name isPersonal } } }
    ... on Problem { code message hint }
  }
}
"""
VIEWER = "{ viewer { user { email } } }"
REJECTED = {
    "__typename": "InvalidCredentials",
    "code": "INVALID_CREDENTIALS",
    "message": "e-mail address and password do not belong together",
    "hint": None,
}


async def test_signing_in_gives_a_cookie_and_a_token_and_signing_out_ends_both(
    service: Service, anonymous: Client, owner: Database, database: Database
) -> None:
    await ensure_user(database, "grace@example.org", "Grace", "correct horse", "Grace's own")
    answer = (await anonymous.data(SIGN_IN, input={"email": " GRACE@example.org ", "password": "correct horse"}))["signIn"]
    token = answer.pop("token")
    viewer = {
        "role": "ADMIN",
        "user": {"email": "grace@example.org", "displayName": "Grace"},
        "organization": {"name": "Grace's own", "isPersonal": True},
    }
    assert answer == {"__typename": "SignedIn", "viewer": viewer}
    assert anonymous.http.cookies["skyt_session"] == token
    by_token = service.client(token)
    signed_in = {"viewer": {"user": {"email": "grace@example.org"}}}
    assert await anonymous.data(VIEWER) == signed_in
    assert await by_token.data(VIEWER) == signed_in
    async with owner.unscoped_transaction() as connection:
        assert (await connection.execute(select(SessionRow.token_hash))).scalars().all() == [token_hash(token)]
        assert "correct horse" not in str((await connection.execute(select(UserRow.password_hash))).scalars().all())
    assert await anonymous.data("mutation { signOut { __typename ... on SignedOut { wasSignedIn } } }") == {
        "signOut": {"__typename": "SignedOut", "wasSignedIn": True}
    }
    assert await by_token.data(VIEWER) == {"viewer": None}
    await by_token.http.aclose()


async def test_a_session_ends_when_its_time_is_up(client: Client, owner: Database) -> None:
    async with owner.unscoped_transaction() as connection:
        await connection.execute(update(SessionRow).values(expires_at=text("now() - interval '1 second'")))
    assert await client.data(VIEWER) == {"viewer": None}


@pytest.mark.parametrize(("email", "password"), [("grace@example.org", "wrong"), ("nobody@example.org", "correct horse")])
async def test_what_does_not_fit_is_rejected_alike(anonymous: Client, database: Database, email: str, password: str) -> None:
    await ensure_user(database, "grace@example.org", "Grace", "correct horse", "Grace's own")
    assert (await anonymous.data(SIGN_IN, input={"email": email, "password": password}))["signIn"] == REJECTED
    assert "skyt_session" not in anonymous.http.cookies


async def test_users_without_a_password_cannot_use_one(anonymous: Client, database: Database) -> None:
    await ensure_user(database, "grace@example.org", "Grace", None, "Grace's own")
    for password in ("a password that nobody has", "x"):
        assert (await anonymous.data(SIGN_IN, input={"email": "grace@example.org", "password": password}))["signIn"] == REJECTED


@pytest.mark.parametrize(("email", "password"), [("no address", "x"), ("a@b\x00c", "x"), ("a@b.example", ""), ("a@b.example", "x" * 1001)])
async def test_what_cannot_be_right_is_named(anonymous: Client, email: str, password: str) -> None:
    answer = (await anonymous.data(SIGN_IN, input={"email": email, "password": password}))["signIn"]
    assert answer["code"] == "INVALID_INPUT"


async def test_guessing_is_slowed_down(anonymous: Client, database: Database) -> None:
    await ensure_user(database, "grace@example.org", "Grace", "correct horse", "Grace's own")
    attempt = {"email": "grace@example.org", "password": "wrong"}
    answers = [(await anonymous.data(SIGN_IN, input=attempt))["signIn"]["__typename"] for _ in range(11)]
    assert answers == ["InvalidCredentials"] * 10 + ["Unavailable"]
    right = (await anonymous.data(SIGN_IN, input=attempt | {"password": "correct horse"}))["signIn"]
    assert (right["__typename"], right["message"]) == ("Unavailable", "too many attempts to sign in")


async def test_a_user_is_made_once(database: Database) -> None:
    first = await ensure_user(database, "grace@example.org", "Grace", "correct horse", "Grace's own")
    assert await ensure_user(database, "Grace@Example.org", "Other", "other", "Other") == first
    with pytest.raises(InvalidInput):
        await ensure_user(database, "nothing", "Other", "other", "Other")


async def test_a_cookie_counts_only_from_our_own_page(service: Service, ada_token: str, anonymous: Client) -> None:
    query = {"query": VIEWER}
    cookie = {"cookie": f"skyt_session={ada_token}"}
    ours = await anonymous.http.post("/graphql", json=query, headers=cookie | {"origin": service.url})
    assert ours.json() == {"data": {"viewer": {"user": {"email": "ada@example.org"}}}}
    for headers in ({"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}):
        theirs = await anonymous.http.post("/graphql", json=query, headers=cookie | headers)
        assert theirs.status_code == 403
    token = {"authorization": f"Bearer {ada_token}", "origin": "https://partner.example"}
    assert (await anonymous.http.post("/graphql", json=query, headers=token)).status_code == 200
    simple = await anonymous.http.post(
        "/graphql", content="query={viewer{role}}", headers={"content-type": "application/x-www-form-urlencoded"}
    )
    assert simple.status_code == 415


async def test_the_page_learns_how_one_can_sign_in(anonymous: Client) -> None:
    assert await anonymous.data("{ signInOptions { password providers } }") == {"signInOptions": {"password": True, "providers": []}}
