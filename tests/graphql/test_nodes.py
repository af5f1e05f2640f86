"""`node` answers for every noun that has a row, and for the weaker role as for what does not exist."""

from typing import Any
from uuid import UUID

from sqlalchemy import update

from api.schema.node import node_id
from api.use_cases.organization import add_key, invite
from engine.adapters.postgres.audit_log import AuditSelection, audit_page
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.readers.page import Window
from engine.adapters.postgres.readers.runs import latest_results
from engine.adapters.postgres.result_store import PostgresResultStore
from engine.adapters.postgres.sessions import own_sessions
from engine.adapters.postgres.tables import MembershipRow
from tests.accounts import Tenant, submit
from tests.graphql.service import Client, Service
from tests.graphql.test_reading import finish

NODE = """
query($id: ID!) { node(id: $id) { __typename id ... on ApiKey { name } ... on ProviderCredential { lastFour }
  ... on Invitation { role } ... on AuditEntry { action } ... on Session { isCurrent } ... on Organization { name }
  ... on JobResult { engineVersion } ... on Webhook { url } } }
"""


async def ids_of(service: Service, database: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID) -> dict[str, UUID]:
    services, scope = service.services, ada.scope
    job_id = (await submit(database, ada, contract_id)).job_id
    await finish(store, ada, job_id)
    credential, _ = await services.credentials.put(scope, "openai", "x", "sk-secret-of-ada-0000")
    return {
        "ApiKey": (await add_key(services, scope, "ci", "read", None)).record.id,
        "Invitation": (await invite(services, scope, None, "viewer")).invitation.id,
        "ProviderCredential": credential.id,
        "AuditEntry": (await audit_page(database, scope, Window(1), AuditSelection())).items[0].id,
        "Session": (await own_sessions(database, scope))[0].id,
        "Organization": scope.organization_id,
        "JobResult": (await latest_results(database, scope, [job_id]))[0].id,
        "Webhook": (await services.webhooks.add(scope, "https://hooks.example.org", "day"))[0].id,
    }


async def test_every_noun_with_a_row_is_a_node(
    client: Client,
    foreigner: Client,
    service: Service,
    owner: Database,
    database: Database,
    store: PostgresResultStore,
    ada: Tenant,
    contract_id: UUID,
) -> None:
    ids = {name: node_id(name, key) for name, key in (await ids_of(service, database, store, ada, contract_id)).items()}
    found = {name: (await client.data(NODE, id=key))["node"] for name, key in ids.items()}
    said: dict[str, dict[str, Any]] = {
        "ApiKey": {"name": "ci"},
        "Invitation": {"role": "VIEWER"},
        "ProviderCredential": {"lastFour": "0000"},
        "AuditEntry": {"action": "invitation.added"},
        "Session": {"isCurrent": True},
        "Organization": {"name": "ada"},
        "JobResult": {"engineVersion": "0.1.0"},
        "Webhook": {"url": "https://hooks.example.org"},
    }
    assert found == {name: {"__typename": name, "id": key} | said[name] for name, key in ids.items()}
    assert [(await foreigner.data(NODE, id=key))["node"] for key in ids.values()] == [None] * 8
    async with owner.unscoped_transaction() as connection:
        await connection.execute(update(MembershipRow).where(MembershipRow.user_id == ada.scope.user_id).values(role="viewer"))  # type: ignore[arg-type]
    seen = {name for name, key in ids.items() if (await client.data(NODE, id=key))["node"] is not None}
    assert seen == {"Session", "Organization", "JobResult"}
