"""Fetching anything by its id."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import strawberry

from api.context import Context, Info
from api.schema.access import refusal
from api.schema.accounts.user import User
from api.schema.anchors.types import Anchor
from api.schema.api_keys.types import ApiKey
from api.schema.audit.types import AuditEntry
from api.schema.contracts.types import Contract
from api.schema.enums import Role
from api.schema.invitations.types import Invitation
from api.schema.jobs.types import Job
from api.schema.node import Node, parse_node_id
from api.schema.organizations.types import Organization
from api.schema.provider_credentials.types import ProviderCredential
from api.schema.restriction_sets.types import RestrictionSet
from api.schema.results.types import JobResult
from api.schema.runs.types import Run
from api.schema.sessions.types import Session
from api.schema.webhooks.types import Webhook, WebhookDelivery
from engine.adapters.postgres.api_keys import api_key_by_id
from engine.adapters.postgres.audit_log import audit_entry_by_id
from engine.adapters.postgres.invitations import invitation_by_id
from engine.adapters.postgres.sessions import own_sessions

Load = Callable[[Context, UUID], Awaitable[Any]]


async def _session(context: Context, key: UUID) -> Any:  # noqa: ANN401 - a session's record
    """One of the viewer's own sessions; none for API keys."""
    if context.signed_in.api_key_id is not None:
        return None
    found = await own_sessions(context.services.database, context.signed_in.scope, context.signed_in.session_id)
    return next((record for record in found if record.id == key), None)


async def _organization(context: Context, key: UUID) -> Any:  # noqa: ANN401 - an account
    """The organization that the viewer is signed in to."""
    return context.signed_in if context.signed_in.organization_id == key else None


def _loaded(name: str) -> Load:
    async def load(context: Context, key: UUID) -> Any:  # noqa: ANN401 - the loader's record
        return await getattr(context.loaders, name).load(key)

    return load


def _read(reader: Callable[..., Awaitable[Any]]) -> Load:
    async def load(context: Context, key: UUID) -> Any:  # noqa: ANN401 - the reader's record
        return await reader(context.services.database, context.signed_in.scope, key)

    return load


async def _credential(context: Context, key: UUID) -> Any:  # noqa: ANN401 - a credential's record
    return await context.services.credentials.by_id(context.signed_in.scope, key)


async def _webhook(context: Context, key: UUID) -> Any:  # noqa: ANN401 - a webhook's record
    return await context.services.webhooks.by_id(context.signed_in.scope, key)


async def _delivery(context: Context, key: UUID) -> Any:  # noqa: ANN401 - a delivery's record
    return await context.services.webhooks.delivery_by_id(context.signed_in.scope, key)


# What has a row, and so an id of its own, with the least role that may see it. Metrics, classes, violations, artifacts and lines of usage
# are values of the result, run or organization that they belong to.
_NODES: dict[str, tuple[Role, Load, Any]] = {
    "Anchor": (Role.VIEWER, _loaded("anchors"), Anchor),
    "ApiKey": (Role.ADMIN, _read(api_key_by_id), ApiKey),
    "AuditEntry": (Role.ADMIN, _read(audit_entry_by_id), AuditEntry),
    "Contract": (Role.VIEWER, _loaded("contracts"), Contract),
    "Invitation": (Role.ADMIN, _read(invitation_by_id), Invitation),
    "Job": (Role.VIEWER, _loaded("jobs"), Job),
    "JobResult": (Role.VIEWER, _loaded("results"), JobResult),
    "Organization": (Role.VIEWER, _organization, Organization),
    "ProviderCredential": (Role.MAINTAINER, _credential, ProviderCredential),
    "RestrictionSet": (Role.VIEWER, _loaded("restriction_sets"), RestrictionSet),
    "Run": (Role.VIEWER, _loaded("runs"), Run),
    "Session": (Role.VIEWER, _session, Session),
    "Webhook": (Role.ADMIN, _webhook, Webhook),
    "WebhookDelivery": (Role.ADMIN, _delivery, WebhookDelivery),
    "User": (Role.VIEWER, _loaded("users"), User),
}


@strawberry.type
class NodeQueries:
    """For everybody who is signed in."""

    @strawberry.field(description="Anything by its id; null when there is none, it is somebody else's, or the viewer may not see it.")
    async def node(self, info: Info, id: strawberry.ID) -> Node | None:  # noqa: A002 - the argument's name in the schema
        """Load a node as its type is loaded."""
        context, parsed = info.context, parse_node_id(id)
        context.signed_in  # noqa: B018 - nobody signed in is told so, whatever the id
        known = None if parsed is None else _NODES.get(parsed[0])
        if parsed is None or known is None or refusal(context, known[0]) is not None:
            return None
        record = await known[1](context, parsed[1])
        return None if record is None else known[2].of(record)
