"""Registering, passwords, profile, own sessions, tokens of API clients."""

import asyncio

from sqlalchemy import text

from api.auth.provisioning import ensure_user
from engine.adapters.postgres.database import Database
from tests.graphql.service import Client, Service

REGISTER = (
    "mutation R($input: RegisterInput!) { register(input: $input) { __typename ... on Registered { email } ... on Problem { code hint } } }"
)
SIGN_IN = "mutation S($input: SignInInput!) { signIn(input: $input) { __typename ... on SignedIn { token viewer { role } } } }"
ISSUE = "mutation I($input: SignInInput!) { issueTokens(input: $input) { __typename ... on TokensIssued { accessToken refreshToken } } }"
REFRESH = """
mutation R($token: String!) { refreshTokens(refreshToken: $token) { __typename ... on TokensIssued { accessToken refreshToken } } }
"""
CHANGE = """
mutation C($input: ChangePasswordInput!) {
  changePassword(input: $input) { __typename ... on PasswordChanged { endedSessions } ... on Problem { code } }
}
"""
CHANGE_EMAIL = """
mutation C($input: ChangeEmailInput!) {
  changeEmail(input: $input) {
    __typename ... on EmailChanged { user { email } } ... on InvalidInput { faults { path } } ... on InvalidCredentials { code }
  }
}
"""
SESSIONS = "{ viewer { sessions { id kind isCurrent address userAgent } } }"
VIEWER = "{ viewer { user { email } } }"
GRACE = {"email": "grace@example.org", "password": "correct horse battery", "displayName": "Grace"}
SIGN_IN_GRACE = {"email": GRACE["email"], "password": GRACE["password"]}


async def seen_by(service: Service, token: str) -> dict | None:
    client = service.client(token)
    viewer = (await client.data(VIEWER))["viewer"]
    await client.http.aclose()
    return viewer


async def test_registering_twice_reads_the_same_and_changes_nothing(anonymous: Client, owner: Database) -> None:
    first = (await anonymous.data(REGISTER, input=GRACE))["register"]
    second = (await anonymous.data(REGISTER, input=GRACE | {"password": "another password", "displayName": "Eve"}))["register"]
    assert first == second == {"__typename": "Registered", "email": "grace@example.org"}
    async with owner.unscoped_transaction() as connection:
        assert (await connection.execute(text("select email, display_name from users"))).all() == [("grace@example.org", "Grace")]
        assert (await connection.execute(text("select count(*) from organizations"))).scalar_one() == 1
    assert (await anonymous.data(SIGN_IN, input=SIGN_IN_GRACE))["signIn"]["__typename"] == "SignedIn"


async def test_registering_is_checked_and_slowed_down(anonymous: Client) -> None:
    for wrong in ({"password": "short"}, {"email": "nothing"}, {"displayName": " "}):
        assert (await anonymous.data(REGISTER, input=GRACE | wrong))["register"]["code"] == "INVALID_INPUT"
    query = REGISTER.replace("code", "code ... on InvalidInput { faults { path } }", 1)
    every = (await anonymous.data(query, input=GRACE | {"password": "short", "email": "nothing", "displayName": " "}))["register"]
    assert [fault["path"] for fault in every["faults"]] == ["$.email", "$.displayName", "$.password"]
    assert (await anonymous.data(REGISTER, input=GRACE | {"invitationToken": "x"}))["register"]["code"] == "NOT_FOUND"
    answers = [(await anonymous.data(REGISTER, input=GRACE))["register"]["__typename"] for _ in range(11)]
    assert answers[-1] == "Unavailable"


async def test_an_invitation_is_accepted_on_registration(client: Client, anonymous: Client) -> None:
    invite = "mutation { createInvitation(role: VIEWER) { ... on InvitationCreated { token } } }"
    token = (await client.data(invite))["createInvitation"]["token"]
    assert (await anonymous.data(REGISTER, input=GRACE | {"invitationToken": token}))["register"]["__typename"] == "Registered"
    await anonymous.data(SIGN_IN, input=SIGN_IN_GRACE)
    answer = await anonymous.data("{ viewer { organizations { name role } } }")
    assert answer["viewer"]["organizations"] == [{"name": "Grace", "role": "ADMIN"}, {"name": "ada", "role": "VIEWER"}]


async def test_a_changed_password_ends_all_other_sessions(service: Service, anonymous: Client, database: Database) -> None:
    await ensure_user(database, GRACE["email"], "Grace", GRACE["password"], "Navy")
    here = (await anonymous.data(SIGN_IN, input=SIGN_IN_GRACE))["signIn"]["token"]
    other = service.client()
    there = (await other.data(SIGN_IN, input=SIGN_IN_GRACE))["signIn"]["token"]
    tokens = (await other.data(ISSUE, input=SIGN_IN_GRACE))["issueTokens"]
    wrong = {"currentPassword": "wrong", "newPassword": "a new long password"}
    assert (await anonymous.data(CHANGE, input=wrong))["changePassword"]["code"] == "INVALID_CREDENTIALS"
    right = wrong | {"currentPassword": GRACE["password"]}
    assert (await anonymous.data(CHANGE, input=right | {"newPassword": "short"}))["changePassword"]["code"] == "INVALID_INPUT"
    assert (await anonymous.data(CHANGE, input=right))["changePassword"] == {"__typename": "PasswordChanged", "endedSessions": 2}
    assert await seen_by(service, here) == {"user": {"email": "grace@example.org"}}
    for gone in (there, tokens["accessToken"]):
        assert await seen_by(service, gone) is None
    assert (await other.data(REFRESH, token=tokens["refreshToken"]))["refreshTokens"] == {"__typename": "InvalidCredentials"}
    await other.http.aclose()


async def test_a_changed_address_signs_in_and_the_old_one_does_not(anonymous: Client, database: Database) -> None:
    await ensure_user(database, GRACE["email"], "Grace", GRACE["password"], "Navy")
    await anonymous.data(SIGN_IN, input=SIGN_IN_GRACE)
    wrong = {"email": "hopper@example.org", "currentPassword": "wrong"}
    assert (await anonymous.data(CHANGE_EMAIL, input=wrong))["changeEmail"] == {
        "__typename": "InvalidCredentials",
        "code": "INVALID_CREDENTIALS",
    }
    right = wrong | {"currentPassword": GRACE["password"]}
    assert (await anonymous.data(CHANGE_EMAIL, input=right | {"email": "nothing"}))["changeEmail"]["faults"] == [{"path": "$.email"}]
    changed = {"__typename": "EmailChanged", "user": {"email": "hopper@example.org"}}
    assert (await anonymous.data(CHANGE_EMAIL, input=right))["changeEmail"] == changed
    assert await anonymous.data(VIEWER) == {"viewer": {"user": {"email": "hopper@example.org"}}}
    assert (await anonymous.data(SIGN_IN, input=SIGN_IN_GRACE))["signIn"] == {"__typename": "InvalidCredentials"}
    again = SIGN_IN_GRACE | {"email": "HOPPER@example.org"}
    assert (await anonymous.data(SIGN_IN, input=again))["signIn"]["__typename"] == "SignedIn"


async def test_an_address_of_somebody_else_is_refused_and_attempts_are_counted(anonymous: Client, database: Database) -> None:
    await ensure_user(database, GRACE["email"], "Grace", GRACE["password"], "Navy")
    await ensure_user(database, "eve@example.org", "Eve", GRACE["password"], "Eve")
    await anonymous.data(SIGN_IN, input=SIGN_IN_GRACE)
    taken = {"email": "EVE@example.org", "currentPassword": GRACE["password"]}
    answers = [(await anonymous.data(CHANGE_EMAIL, input=taken))["changeEmail"]["__typename"] for _ in range(11)]
    assert (answers[0], answers[-1]) == ("InvalidInput", "Unavailable")
    assert await anonymous.data(VIEWER) == {"viewer": {"user": {"email": GRACE["email"]}}}


async def test_who_comes_through_a_provider_only_has_no_password_and_keeps_the_providers_address(
    anonymous: Client, database: Database, owner: Database
) -> None:
    await ensure_user(database, GRACE["email"], "Grace", GRACE["password"], "Navy")
    await anonymous.data(SIGN_IN, input=SIGN_IN_GRACE)
    assert await anonymous.data("{ viewer { hasPassword } }") == {"viewer": {"hasPassword": True}}
    async with owner.unscoped_transaction() as connection:
        await connection.execute(text("update users set password_hash = null"))
    assert await anonymous.data("{ viewer { hasPassword } }") == {"viewer": {"hasPassword": False}}
    asked = {"email": "hopper@example.org", "currentPassword": ""}
    assert (await anonymous.data(CHANGE_EMAIL, input=asked))["changeEmail"]["faults"] == [{"path": "$.email"}]


async def test_sessions_are_listed_and_ended_by_their_owner_only(service: Service, client: Client, foreigner: Client) -> None:
    sessions = (await client.data(SESSIONS))["viewer"]["sessions"]
    assert [(item["kind"], item["isCurrent"]) for item in sessions] == [("BROWSER", True)]
    revoke = "mutation R($id: ID!) { revokeSession(id: $id) { __typename } }"
    assert (await foreigner.data(revoke, id=sessions[0]["id"]))["revokeSession"] == {"__typename": "NotFound"}
    assert (await client.data(revoke, id=sessions[0]["id"]))["revokeSession"] == {"__typename": "SessionRevoked"}
    assert await client.data(VIEWER) == {"viewer": None}


async def test_signing_out_everywhere(service: Service, anonymous: Client, database: Database) -> None:
    await ensure_user(database, GRACE["email"], "Grace", GRACE["password"], "Navy")
    tokens = (await anonymous.data(ISSUE, input=SIGN_IN_GRACE))["issueTokens"]
    assert "skyt_session" not in anonymous.http.cookies
    await anonymous.data(SIGN_IN, input=SIGN_IN_GRACE)
    assert sorted(item["kind"] for item in (await anonymous.data(SESSIONS))["viewer"]["sessions"]) == ["API", "BROWSER"]
    by_token = service.client(tokens["accessToken"])
    seen = (await by_token.data(SESSIONS))["viewer"]["sessions"]
    assert {item["kind"]: item["isCurrent"] for item in seen} == {"API": True, "BROWSER": False}
    await by_token.http.aclose()
    out = "mutation { signOutEverywhere { __typename ... on SignedOutEverywhere { endedSessions } } }"
    assert (await anonymous.data(out))["signOutEverywhere"] == {"__typename": "SignedOutEverywhere", "endedSessions": 2}
    assert await anonymous.data(VIEWER) == {"viewer": None}
    assert await seen_by(service, tokens["accessToken"]) is None


async def test_a_refresh_token_is_good_once_and_a_second_use_ends_the_family(
    service: Service, anonymous: Client, database: Database
) -> None:
    await ensure_user(database, GRACE["email"], "Grace", GRACE["password"], "Navy")
    first = (await anonymous.data(ISSUE, input=SIGN_IN_GRACE))["issueTokens"]
    other = (await anonymous.data(ISSUE, input=SIGN_IN_GRACE))["issueTokens"]
    second = (await anonymous.data(REFRESH, token=first["refreshToken"]))["refreshTokens"]
    assert await seen_by(service, first["accessToken"]) is None
    assert await seen_by(service, second["accessToken"]) == {"user": {"email": "grace@example.org"}}
    assert (await anonymous.data(REFRESH, token=first["refreshToken"]))["refreshTokens"] == {"__typename": "InvalidCredentials"}
    assert await seen_by(service, second["accessToken"]) is None
    assert (await anonymous.data(REFRESH, token=second["refreshToken"]))["refreshTokens"] == {"__typename": "InvalidCredentials"}
    assert await seen_by(service, other["accessToken"]) is not None


async def test_of_two_who_refresh_at_once_one_wins_and_then_nobody(anonymous: Client, database: Database) -> None:
    await ensure_user(database, GRACE["email"], "Grace", GRACE["password"], "Navy")
    first = (await anonymous.data(ISSUE, input=SIGN_IN_GRACE))["issueTokens"]
    answers = await asyncio.gather(*(anonymous.data(REFRESH, token=first["refreshToken"]) for _ in range(5)))
    issued = [answer["refreshTokens"] for answer in answers if answer["refreshTokens"]["__typename"] == "TokensIssued"]
    assert len(issued) == 1
    assert (await anonymous.data(REFRESH, token=issued[0]["refreshToken"]))["refreshTokens"] == {"__typename": "InvalidCredentials"}


async def test_the_profile(client: Client) -> None:
    update = (
        "mutation U($name: String!) { updateProfile(displayName: $name) { __typename ... on ProfileUpdated { user { displayName } } } }"
    )
    assert (await client.data(update, name=" Ada L. "))["updateProfile"] == {
        "__typename": "ProfileUpdated",
        "user": {"displayName": "Ada L."},
    }
    assert (await client.data(update, name=""))["updateProfile"] == {"__typename": "InvalidInput"}
