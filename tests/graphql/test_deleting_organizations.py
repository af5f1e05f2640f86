"""An admin deletes an organization: with its name, while no job is under way, and nothing of it stays readable."""

from typing import Any
from uuid import UUID

from sqlalchemy import text

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.result_store import PostgresResultStore
from engine.domain.job import Scope
from tests.accounts import Tenant, add_presets
from tests.graphql.service import Client, Service
from tests.graphql.test_members import CREATE, SWITCH, joined
from tests.security.test_tenancy import filled

DELETE = """
mutation D($name: String!) {
  deleteOrganization(name: $name) {
    __typename
    ... on OrganizationSwitched { viewer { organization { name } } }
    ... on Problem { code message }
    ... on InvalidInput { faults { message path } }
  }
}
"""
SUBMIT = """
mutation S($contract: ID!) {
  submitJob(input: {contractId: $contract, pins: {provider: "fake", model: "echo"}, numRuns: 2}) { ... on JobSubmitted { job { id } } }
}
"""
INVITE = "mutation { createInvitation(role: MAINTAINER) { ... on InvitationCreated { token } } }"
ACCEPT = """
mutation A($token: String!) { acceptInvitation(token: $token) { ... on InvitationAccepted { viewer { organization { id } } } } }
"""
CANCEL = "mutation C($id: ID!) { cancelJob(id: $id) { __typename } }"
OWN_CONTRACT = """
mutation {
  createContract(input: {document: "id: own\\nkind: text\\nversion: 1.0.0\\ntitle: Own\\nprompt: Say it.\\n"}) {
    __typename ... on InvalidInput { faults { message path } }
  }
}
"""
SCOPED = """
select table_name from information_schema.columns c join pg_class t on t.relname = c.table_name and t.relkind in ('r', 'p')
where c.table_schema = 'public' and c.column_name = 'organization_id' and table_name not in ('audit_log', 'usage_ledger') order by 1
"""
LOG = '{ viewer { organization { auditLog(filter: {action: "organization.removed"}) { edges { node { action details } } } } } }'


async def delete(client: Client, name: str) -> dict[str, Any]:
    return (await client.data(DELETE, name=name))["deleteOrganization"]


async def rows_left(owner: Database, organization: str) -> dict[str, int]:
    async with owner.unscoped_transaction() as connection:
        tables = (await connection.execute(text(SCOPED))).scalars().all()
        counted = {
            table: (await connection.execute(text(f"select count(*) from {table} where organization_id::text = :id"), {"id": organization}))
            for table in tables
        }
        return {table: count for table, result in counted.items() if (count := result.scalar_one())}


async def made(client: Client, owner: Database, name: str) -> str:
    """A further organization with a contract of its own; answers with its key."""
    await client.data(CREATE, name=name)
    assert (await client.data(OWN_CONTRACT))["createContract"]["__typename"] == "ContractSaved"
    async with owner.unscoped_transaction() as connection:
        return str(await connection.scalar(text("select id from organizations where name = :name"), {"name": name}))


async def analysed(service: Service, owner: Database, organization: str) -> None:
    """A job of the organization that has completed with an anchor."""
    async with owner.unscoped_transaction() as connection:
        user = await connection.scalar(text("select user_id from memberships where organization_id::text = :id"), {"id": organization})
    tenant = Tenant(Scope(UUID(organization), user), "ada@example.org")
    await filled(service.services.database, PostgresResultStore(service.services.database), tenant, (await add_presets(owner))[0])


async def test_an_organization_goes_with_all_that_is_in_it(service: Service, client: Client, owner: Database) -> None:
    organization = await made(client, owner, "Laboratory")
    await analysed(service, owner, organization)
    contract = (await client.data("{ contracts(first: 1) { edges { node { id } } } }"))["contracts"]["edges"][0]["node"]["id"]
    job = (await client.data(SUBMIT, contract=contract))["submitJob"]["job"]["id"]
    under_way = {"__typename": "NotPossible", "code": "NOT_POSSIBLE", "message": "1 job is queued or running"}
    assert await delete(client, "Laboratory") == under_way
    await client.data(CANCEL, id=job)
    held = await rows_left(owner, organization)
    assert {"anchors", "contracts", "job_events", "job_results", "jobs", "memberships", "runs", "sessions"} <= held.keys()
    assert await delete(client, "Laboratory") == {"__typename": "OrganizationSwitched", "viewer": {"organization": {"name": "ada"}}}
    assert await rows_left(owner, organization) == {}
    entries = (await client.data(LOG))["viewer"]["organization"]["auditLog"]["edges"]
    assert entries == [{"node": {"action": "organization.removed", "details": {"name": "Laboratory"}}}]
    assert (await client.data("{ viewer { organizations { name } } }"))["viewer"]["organizations"] == [{"name": "ada"}]


async def test_the_name_must_be_written_once_more_and_nothing_personal_is_deleted(client: Client, owner: Database) -> None:
    only = {"message": "this is your only organization", "path": "$"}
    assert (await delete(client, "ada"))["faults"] == [only]
    organization = await made(client, owner, "Laboratory")
    for name in ("", "laboratory", "Laboratory "):
        assert (await delete(client, name))["faults"] == [{"message": "this is not the name of the organization", "path": "$.name"}]
    assert (await rows_left(owner, organization))["contracts"] == 1
    home = (await client.data("{ viewer { organizations { id isPersonal } } }"))["viewer"]["organizations"][0]["id"]
    await client.data(SWITCH, id=home)
    assert (await delete(client, "ada"))["faults"] == [{"message": "this is a personal organization", "path": "$"}]


async def test_sessions_of_other_members_end_and_only_admins_delete(client: Client, foreigner: Client, owner: Database) -> None:
    await made(client, owner, "Laboratory")
    token = (await client.data(INVITE))["createInvitation"]["token"]
    accepted = (await foreigner.data(ACCEPT, token=token))["acceptInvitation"]
    await foreigner.data(SWITCH, id=accepted["viewer"]["organization"]["id"])
    assert (await delete(foreigner, "Laboratory"))["code"] == "NOT_ALLOWED"
    assert (await delete(client, "Laboratory"))["__typename"] == "OrganizationSwitched"
    assert await foreigner.data("{ viewer { role } }") == {"viewer": None}
    assert (await client.data("{ viewer { role } }"))["viewer"] == {"role": "ADMIN"}


async def test_the_database_itself_lets_only_an_admin_of_the_scope_delete(service: Service, client: Client, foreigner: Client) -> None:
    await joined(client, foreigner, "MAINTAINER")
    database = service.services.database
    refused = []
    for statement in ("delete from organizations", "delete from contracts", "delete from jobs"):
        try:
            async with database.unscoped_transaction() as connection:
                await connection.execute(text(statement))
        except Exception as error:  # noqa: BLE001 - whatever the driver raises, its message is looked at
            refused.append("permission denied" in str(error))
    assert refused == [True, True, True]
