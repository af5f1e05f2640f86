"""Members, roles, invitations, several organizations."""

import asyncio
from typing import Any

from sqlalchemy import text

from engine.adapters.postgres.database import Database
from tests.graphql.service import Client, Service

INVITE = """
mutation I($role: Role!, $email: String) {
  createInvitation(role: $role, email: $email) { __typename ... on InvitationCreated { token invitation { id } } ... on Problem { code } }
}
"""
ACCEPT = """
mutation A($token: String!) {
  acceptInvitation(token: $token) { __typename ... on InvitationAccepted { viewer { role organization { id name } } } }
}
"""
CREATE = """
mutation C($name: String!) {
  createOrganization(name: $name) {
    __typename ... on OrganizationSwitched { viewer { organization { id name isPersonal } } } ... on Problem { code }
  }
}
"""
SWITCH = """
mutation S($id: ID!) {
  switchOrganization(organizationId: $id) { __typename ... on OrganizationSwitched { viewer { role organization { name } } } }
}
"""
ROLE = (
    "mutation R($user: ID!, $role: Role!) { changeMemberRole(userId: $user, role: $role) { __typename ... on Problem { code message } } }"
)
REMOVE = "mutation R($user: ID!) { removeMember(userId: $user) { __typename ... on Problem { code message } } }"
MEMBERS = "{ viewer { role user { id } organization { name members { edges { node { role user { id email } } } } } } }"
ORGANIZATIONS = "{ viewer { organizations { name role isPersonal } } }"


async def joined(client: Client, foreigner: Client, role: str) -> str:
    """Eve becomes a member of Ada's organization and switches to it; answers with Eve's id."""
    token = (await client.data(INVITE, role=role))["createInvitation"]["token"]
    accepted = (await foreigner.data(ACCEPT, token=token))["acceptInvitation"]
    organization = accepted["viewer"]["organization"]
    assert (accepted["viewer"]["role"], organization["name"]) == (role, "ada")
    switched = (await foreigner.data(SWITCH, id=organization["id"]))["switchOrganization"]
    assert switched == {"__typename": "OrganizationSwitched", "viewer": {"role": role, "organization": {"name": "ada"}}}
    return (await foreigner.data(MEMBERS))["viewer"]["user"]["id"]


async def test_an_invitation_makes_a_member_once_who_can_switch(client: Client, foreigner: Client, anonymous: Client) -> None:
    created = (await client.data(INVITE, role="MAINTAINER", email="Eve@Example.org"))["createInvitation"]
    preview = "query P($token: String!) { invitation(token: $token) { organizationName role email } }"
    seen = {"organizationName": "ada", "role": "MAINTAINER", "email": "Eve@Example.org"}
    assert await anonymous.data(preview, token=created["token"]) == {"invitation": seen}
    assert (await client.data(ACCEPT, token=created["token"]))["acceptInvitation"] == {"__typename": "NotFound"}
    accepted = (await foreigner.data(ACCEPT, token=created["token"]))["acceptInvitation"]
    assert accepted["__typename"] == "InvitationAccepted"
    assert (await foreigner.data(ACCEPT, token=created["token"]))["acceptInvitation"] == {"__typename": "NotFound"}
    assert await anonymous.data(preview, token=created["token"]) == {"invitation": None}
    assert (await foreigner.data(ORGANIZATIONS))["viewer"]["organizations"] == [
        {"name": "ada", "role": "MAINTAINER", "isPersonal": True},
        {"name": "eve", "role": "ADMIN", "isPersonal": True},
    ]
    assert len((await client.data(MEMBERS))["viewer"]["organization"]["members"]["edges"]) == 2


LEAVE = """
mutation {
  leaveOrganization {
    __typename ... on OrganizationSwitched { viewer { organization { name } } } ... on InvalidInput { faults { message } }
  }
}
"""


async def test_a_member_leaves_and_goes_on_at_home_but_nobody_leaves_home_or_without_an_admin(client: Client, foreigner: Client) -> None:
    home = {"__typename": "InvalidInput", "faults": [{"message": "this is your only organization"}]}
    assert (await foreigner.data(LEAVE))["leaveOrganization"] == home
    eve = await joined(client, foreigner, "ADMIN")
    at_home = {"__typename": "OrganizationSwitched", "viewer": {"organization": {"name": "eve"}}}
    assert (await foreigner.data(LEAVE))["leaveOrganization"] == at_home
    seen = (await foreigner.data(MEMBERS))["viewer"]
    assert (seen["user"]["id"], seen["organization"]["name"], len(seen["organization"]["members"]["edges"])) == (eve, "eve", 1)
    assert len((await client.data(MEMBERS))["viewer"]["organization"]["members"]["edges"]) == 1
    made = (await client.data(CREATE, name="Laboratory"))["createOrganization"]["viewer"]["organization"]
    last = {"__typename": "InvalidInput", "faults": [{"message": "this is the last admin of the organization"}]}
    assert (await client.data(LEAVE))["leaveOrganization"] == last
    await client.data(SWITCH, id=(await client.data("{ viewer { organizations { id isPersonal } } }"))["viewer"]["organizations"][0]["id"])
    await joined(client, foreigner, "ADMIN")
    personal = {"__typename": "InvalidInput", "faults": [{"message": "this is your personal organization"}]}
    assert (await client.data(LEAVE))["leaveOrganization"] == personal
    assert made["isPersonal"] is False


async def test_a_revoked_or_old_invitation_opens_nothing(client: Client, foreigner: Client, owner: Database) -> None:
    revoke = "mutation R($id: ID!) { revokeInvitation(id: $id) { __typename } }"
    first = (await client.data(INVITE, role="VIEWER"))["createInvitation"]
    assert (await foreigner.data(revoke, id=first["invitation"]["id"]))["revokeInvitation"] == {"__typename": "NotFound"}
    assert (await client.data(revoke, id=first["invitation"]["id"]))["revokeInvitation"] == {"__typename": "InvitationRevoked"}
    second = (await client.data(INVITE, role="VIEWER"))["createInvitation"]
    async with owner.unscoped_transaction() as connection:
        await connection.execute(text("update invitations set expires_at = now() where revoked_at is null"))
    for invitation in (first, second):
        assert (await foreigner.data(ACCEPT, token=invitation["token"]))["acceptInvitation"] == {"__typename": "NotFound"}


async def test_a_role_holds_at_once_and_a_removed_member_is_out(client: Client, foreigner: Client) -> None:
    eve = await joined(client, foreigner, "VIEWER")
    assert (await foreigner.data(INVITE, role="ADMIN"))["createInvitation"] == {"__typename": "NotAllowed", "code": "NOT_ALLOWED"}
    assert (await foreigner.data(ROLE, user=eve, role="ADMIN"))["changeMemberRole"]["code"] == "NOT_ALLOWED"
    assert (await client.data(ROLE, user=eve, role="ADMIN"))["changeMemberRole"] == {"__typename": "MemberRoleChanged"}
    assert (await foreigner.data(INVITE, role="VIEWER"))["createInvitation"]["__typename"] == "InvitationCreated"
    assert (await client.data(REMOVE, user=eve))["removeMember"] == {"__typename": "MemberRemoved"}
    assert await foreigner.data("{ viewer { role } }") == {"viewer": None}


async def test_the_last_admin_stays_however_many_try_at_once(client: Client, foreigner: Client) -> None:
    eve = await joined(client, foreigner, "ADMIN")
    ada = (await client.data(MEMBERS))["viewer"]["user"]["id"]
    answers: list[dict[str, Any]] = await asyncio.gather(client.data(REMOVE, user=eve), foreigner.data(REMOVE, user=ada))
    kinds = sorted(answer["removeMember"]["__typename"] for answer in answers)
    assert kinds in (["InvalidInput", "MemberRemoved"], ["MemberRemoved", "NotSignedIn"], ["MemberRemoved", "NotFound"])
    left, who = (client, ada) if (await client.data("{ viewer { role } }"))["viewer"] else (foreigner, eve)
    last = {"__typename": "InvalidInput", "code": "INVALID_INPUT", "message": "this is the last admin of the organization"}
    assert (await left.data(REMOVE, user=who))["removeMember"] == last
    assert (await left.data(ROLE, user=who, role="VIEWER"))["changeMemberRole"] == last


async def test_an_organization_of_ones_own(service: Service, client: Client, foreigner: Client) -> None:
    made = (await client.data(CREATE, name=" Laboratory "))["createOrganization"]["viewer"]["organization"]
    assert (made["name"], made["isPersonal"]) == ("Laboratory", False)
    assert (await client.data(CREATE, name="  "))["createOrganization"]["code"] == "INVALID_INPUT"
    assert (await client.data("{ viewer { organization { name } } }"))["viewer"]["organization"]["name"] == "Laboratory"
    assert (await foreigner.data(SWITCH, id=made["id"]))["switchOrganization"] == {"__typename": "NotFound"}
    rename = "mutation R($name: String!) { renameOrganization(name: $name) { __typename } }"
    assert (await client.data(rename, name="Lab"))["renameOrganization"] == {"__typename": "OrganizationRenamed"}
    assert [item["name"] for item in (await client.data(ORGANIZATIONS))["viewer"]["organizations"]] == ["ada", "Lab"]
