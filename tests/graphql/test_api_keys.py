"""API keys: shown once, kept as hashes, no stronger than their creator or their scope, good on sockets too."""

import pytest
from sqlalchemy import text

from engine.adapters.postgres.database import Database
from tests.graphql.service import Client, Service

CREATE = """
mutation C($input: CreateApiKeyInput!) {
  createApiKey(input: $input) { __typename ... on ApiKeyCreated { key apiKey { id name prefix scope expiresAt } } ... on Problem { code } }
}
"""
KEYS = "{ viewer { role organization { apiKeys { edges { node { name prefix lastUsedAt revokedAt createdBy { email } } } } } } }"
REVOKE = "mutation R($id: ID!) { revokeApiKey(id: $id) { __typename ... on Problem { code } } }"
ROLE = "{ viewer { role user { email } organization { name } } }"


async def create(client: Client, **fields: object) -> dict:
    return (await client.data(CREATE, input={"name": "CI", "scope": "READ"} | fields))["createApiKey"]


async def test_a_key_is_shown_once_and_kept_as_a_hash(client: Client, service: Service, owner: Database) -> None:
    made = await create(client, expiresInDays=30)
    key = made["key"]
    assert key.startswith("skyt_")
    assert made["apiKey"]["prefix"] == key[:12]
    by_key = service.client(key)
    assert await by_key.data(ROLE) == {"viewer": {"role": "VIEWER", "user": {"email": "ada@example.org"}, "organization": {"name": "ada"}}}
    await by_key.http.aclose()
    async with owner.unscoped_transaction() as connection:
        everything = str((await connection.execute(text("select * from api_keys"))).all())
        everything += str((await connection.execute(text("select * from audit_log"))).all())
    assert key not in everything
    node = (await client.data(KEYS))["viewer"]["organization"]["apiKeys"]["edges"][0]["node"]
    assert node["lastUsedAt"] is not None
    assert node["createdBy"] == {"email": "ada@example.org"}


@pytest.mark.parametrize(("scope", "role"), [("READ", "VIEWER"), ("SUBMIT", "MAINTAINER"), ("MANAGE", "ADMIN")])
async def test_a_key_has_the_role_of_its_scope(client: Client, service: Service, scope: str, role: str) -> None:
    by_key = service.client((await create(client, scope=scope))["key"])
    assert (await by_key.data(ROLE))["viewer"]["role"] == role
    await by_key.http.aclose()


async def test_a_key_is_never_stronger_than_its_creator(client: Client, service: Service, owner: Database) -> None:
    by_key = service.client((await create(client, scope="MANAGE"))["key"])
    async with owner.unscoped_transaction() as connection:
        await connection.execute(text("update memberships set role = 'viewer'"))
    assert (await by_key.data(ROLE))["viewer"]["role"] == "VIEWER"
    async with owner.unscoped_transaction() as connection:
        await connection.execute(text("delete from memberships"))
    assert await by_key.data(ROLE) == {"viewer": None}
    await by_key.http.aclose()


async def test_revoked_and_expired_keys_open_nothing(client: Client, service: Service, owner: Database, foreigner: Client) -> None:
    first, second = await create(client), await create(client, expiresInDays=1)
    assert (await foreigner.data(REVOKE, id=first["apiKey"]["id"]))["revokeApiKey"]["code"] == "NOT_FOUND"
    assert (await client.data(REVOKE, id=first["apiKey"]["id"]))["revokeApiKey"] == {"__typename": "ApiKeyRevoked"}
    assert (await client.data(REVOKE, id=first["apiKey"]["id"]))["revokeApiKey"]["code"] == "NOT_FOUND"
    async with owner.unscoped_transaction() as connection:
        await connection.execute(text("update api_keys set expires_at = now() where expires_at is not null"))
    for made in (first, second):
        by_key = service.client(made["key"])
        assert await by_key.data(ROLE) == {"viewer": None}
        await by_key.http.aclose()


async def test_a_key_opens_a_socket_but_touches_nobodys_person(client: Client, service: Service) -> None:
    key = (await create(client, scope="MANAGE"))["key"]
    async with service.socket(key) as socket:
        assert (await socket.receive())["type"] == "connection_ack"
    by_key = service.client(key)
    for action in (
        'changePassword(input: {newPassword: "correct horse battery"})',
        'updateProfile(displayName: "x")',
        "signOutEverywhere",
        'acceptInvitation(token: "x")',
        'createOrganization(name: "x")',
    ):
        field = action.split("(")[0]
        assert (await by_key.data(f"mutation {{ {action} {{ __typename }} }}"))[field] == {"__typename": "NotAllowed"}
    answer = await by_key.execute("{ viewer { sessions { id } } }")
    assert answer["errors"][0]["extensions"]["code"] == "NOT_ALLOWED"
    await by_key.http.aclose()


async def test_what_cannot_be_a_key_is_named(client: Client) -> None:
    assert (await create(client, name=" "))["code"] == "INVALID_INPUT"
    assert (await create(client, expiresInDays=0))["code"] == "INVALID_INPUT"
