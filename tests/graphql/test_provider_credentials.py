"""Keys for providers: kept sealed, shown without themselves, for admins to change."""

import pytest
from sqlalchemy import text

from engine.adapters.key_ring import KeyRing
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.provider_credentials import PostgresProviderCredentials
from engine.domain.errors import SecretUnreadable
from tests.accounts import Tenant
from tests.graphql.service import Client, Service

PUT = """
mutation Put($input: PutProviderCredentialInput!) {
  putProviderCredential(input: $input) {
    __typename
    ... on ProviderCredentialPut { wasReplaced providerCredential { id provider label lastFour lastUsedAt createdBy { email } } }
    ... on InvalidInput { faults { path } }
    ... on Problem { code }
  }
}
"""
LIST = """
{ viewer { organization {
  providerCredentials { edges { node { id provider label lastFour } } }
  auditLog { edges { node { action details beforeHash afterHash address viaApiKey user { email } } } }
} } }
"""
REMOVE = "mutation R($id: ID!) { removeProviderCredential(id: $id) { __typename ... on Problem { code } } }"
KEY = "sk-live-0123456789abcdef"
INPUT = {"provider": "openai", "label": "Team key", "key": KEY}


async def put(client: Client, **changes: str) -> dict:
    return (await client.data(PUT, input=INPUT | changes))["putProviderCredential"]


async def test_a_key_is_kept_sealed_and_shown_without_itself(client: Client, owner: Database, service: Service, ada: Tenant) -> None:
    answer = await put(client)
    credential = answer["providerCredential"]
    assert credential.pop("id")
    assert answer == {
        "__typename": "ProviderCredentialPut",
        "wasReplaced": False,
        "providerCredential": {
            "provider": "openai",
            "label": "Team key",
            "lastFour": "cdef",
            "lastUsedAt": None,
            "createdBy": {"email": "ada@example.org"},
        },
    }
    async with owner.unscoped_transaction() as connection:
        everything = str((await connection.execute(text("select * from provider_credentials"))).all())
        everything += str((await connection.execute(text("select * from audit_log"))).all())
    assert "0123456789" not in everything
    assert await service.services.credentials.load(ada.scope, "openai") == KEY
    assert await service.services.credentials.load(ada.scope, "anthropic") is None


async def test_replacing_and_removing_leave_entries_in_the_audit_log(client: Client, service: Service, ada: Tenant) -> None:
    first = (await put(client))["providerCredential"]["id"]
    second = await put(client, key="sk-live-another-0000", label="Other")
    assert (second["wasReplaced"], second["providerCredential"]["id"]) == (True, first)
    assert await service.services.credentials.load(ada.scope, "openai") == "sk-live-another-0000"
    assert (await client.data(REMOVE, id=first))["removeProviderCredential"] == {"__typename": "ProviderCredentialRemoved"}
    assert (await client.data(REMOVE, id=first))["removeProviderCredential"] == {"__typename": "NotFound", "code": "NOT_FOUND"}
    organization = (await client.data(LIST))["viewer"]["organization"]
    assert organization["providerCredentials"]["edges"] == []
    entries = [edge["node"] for edge in organization["auditLog"]["edges"] if edge["node"]["action"].startswith("provider_credential")]
    assert [entry["action"].split(".")[1] for entry in entries] == ["removed", "changed", "added"]
    removed, changed, added = entries
    assert added["beforeHash"] is None
    assert added["afterHash"] == changed["beforeHash"] != changed["afterHash"] == removed["beforeHash"]
    assert removed["afterHash"] is None
    assert changed["details"] == {"provider": "openai", "label": "Other"}
    assert {(entry["address"], entry["viaApiKey"], entry["user"]["email"]) for entry in entries} == {
        ("127.0.0.1", False, "ada@example.org")
    }


async def test_what_cannot_be_a_credential_is_named_with_all_its_faults(client: Client) -> None:
    answer = await put(client, provider="Open AI", label=" ", key="a\x00b")
    assert answer == {
        "__typename": "InvalidInput",
        "code": "INVALID_INPUT",
        "faults": [{"path": "$.provider"}, {"path": "$.label"}, {"path": "$.key"}],
    }


async def test_strangers_neither_see_nor_remove_nor_load_it(client: Client, foreigner: Client, service: Service, eve: Tenant) -> None:
    mine = (await put(client))["providerCredential"]["id"]
    assert (await foreigner.data(LIST))["viewer"]["organization"]["providerCredentials"]["edges"] == []
    assert (await foreigner.data(REMOVE, id=mine))["removeProviderCredential"]["code"] == "NOT_FOUND"
    assert await service.services.credentials.load(eve.scope, "openai") is None
    assert len((await client.data(LIST))["viewer"]["organization"]["providerCredentials"]["edges"]) == 1


async def test_a_new_secret_opens_what_the_old_one_sealed_and_seals_it_anew(database: Database, ada: Tenant) -> None:
    old, both, new = KeyRing("old secret"), KeyRing("new secret", ["old secret"]), KeyRing("new secret")
    await PostgresProviderCredentials(database, old).put(ada.scope, "openai", "x", KEY)
    with pytest.raises(SecretUnreadable, match="SKYT_OLD_SECRET_KEYS"):
        await PostgresProviderCredentials(database, new).load(ada.scope, "openai")
    assert await PostgresProviderCredentials(database, both).load(ada.scope, "openai") == KEY
    assert await PostgresProviderCredentials(database, new).load(ada.scope, "openai") == KEY


async def test_a_sealed_key_that_was_moved_to_another_organization_does_not_open(
    database: Database, owner: Database, ada: Tenant, eve: Tenant
) -> None:
    credentials = PostgresProviderCredentials(database, KeyRing("secret"))
    await credentials.put(ada.scope, "openai", "x", KEY)
    async with owner.unscoped_transaction() as connection:
        await connection.execute(text("update provider_credentials set organization_id = :other"), {"other": eve.scope.organization_id})
    with pytest.raises(SecretUnreadable, match="belongs elsewhere"):
        await credentials.load(eve.scope, "openai")


def test_without_a_secret_nothing_is_sealed() -> None:
    with pytest.raises(SecretUnreadable, match="SKYT_SECRET_KEY"):
        KeyRing("").seal("x", "y")
