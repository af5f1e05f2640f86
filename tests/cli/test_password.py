"""`skyt password` gives a new password, ends what was signed in, and says who is not there."""

import pytest

from api.auth.passwords import hash_password
from cli.password import give_password
from engine.adapters.postgres.accounts import NewUser, create_user
from engine.adapters.postgres.database import Database
from engine.domain.errors import NotFound
from tests.database_fixtures import database, eve, owner
from tests.graphql.conftest import service
from tests.graphql.service import Service

__all__ = ["database", "eve", "owner", "service"]

SIGN_IN = "mutation S($input: SignInInput!) { signIn(input: $input) { __typename ... on SignedIn { token } } }"


async def signed_in(service: Service, password: str) -> tuple[str, str | None]:
    client = service.client()
    answer = (await client.data(SIGN_IN, input={"email": "Lea@example.org", "password": password}))["signIn"]
    await client.http.aclose()
    return answer["__typename"], answer.get("token")


async def test_a_new_password_signs_in_and_what_was_signed_in_ends(service: Service, database: Database, postgres_owner_url: str) -> None:
    await create_user(database, NewUser("lea@example.org", "Lea", "Lea", hash_password("forgotten later")))
    kind, token = await signed_in(service, "forgotten later")
    assert kind == "SignedIn"
    given = await give_password(postgres_owner_url, "LEA@example.org")
    assert len(given) == 20
    client = service.client(token)
    assert await client.data("{ viewer { role } }") == {"viewer": None}
    await client.http.aclose()
    assert [(await signed_in(service, word))[0] for word in ("forgotten later", given)] == ["InvalidCredentials", "SignedIn"]


async def test_who_is_not_there_is_named(database: Database, postgres_owner_url: str) -> None:
    with pytest.raises(NotFound, match=r"there is no user 'nobody@example\.org'"):
        await give_password(postgres_owner_url, "nobody@example.org")
