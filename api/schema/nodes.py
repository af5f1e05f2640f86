"""Fetching anything by its id."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import strawberry

from api.context import Context, Info
from api.problems import invalid_input
from api.schema.access import refusal
from api.schema.accounts.user import User
from api.schema.anchors.types import Anchor
from api.schema.api_keys.types import ApiKey
from api.schema.audit.types import AuditEntry
from api.schema.contracts.types import Contract
from api.schema.enums import Role
from api.schema.invitations.types import Invitation
from api.schema.jobs.types import Job
from api.schema.members.types import member_of_id
from api.schema.node import MAX_FIRST, Node, as_key, parse_node_id
from api.schema.organizations.types import Organization
from api.schema.provider_credentials.types import ProviderCredential
from api.schema.restriction_sets.types import RestrictionSet
from api.schema.results.artifacts import artifact_by_id
from api.schema.results.behaviour import behaviour_class_by_id
from api.schema.results.types import JobResult
from api.schema.runs.types import Run
from api.schema.sessions.types import Session
from api.schema.usage.types import Quota, quota_of, usage_line_by_id
from api.schema.violations.types import violation_by_id
from api.schema.webhooks.types import Webhook, WebhookDelivery
from engine.adapters.postgres.api_keys import api_key_by_id
from engine.adapters.postgres.audit_log import audit_entry_by_id
from engine.adapters.postgres.invitations import invitation_by_id
from engine.adapters.postgres.sessions import own_sessions

Parts = tuple[str, ...]
Find = Callable[[Context, Parts], Awaitable[Any]]


def _kept(load: Callable[[Context, UUID], Awaitable[Any]], kind: Any) -> Find:  # noqa: ANN401 - a type made of a record
    """What is found by the key of its row."""

    async def find(context: Context, parts: Parts) -> Any:  # noqa: ANN401 - a node
        key = as_key(parts)
        record = None if key is None else await load(context, key)
        return None if record is None else kind.of(record)

    return find


def _loaded(name: str, kind: Any) -> Find:  # noqa: ANN401 - as above
    return _kept(lambda context, key: getattr(context.loaders, name).load(key), kind)


def _read(reader: Callable[..., Awaitable[Any]], kind: Any) -> Find:  # noqa: ANN401 - as above
    return _kept(lambda context, key: reader(context.services.database, context.signed_in.scope, key), kind)


async def _session(context: Context, key: UUID) -> Any:  # noqa: ANN401 - a session's record
    """One of the viewer's own sessions; none for API keys."""
    if context.signed_in.api_key_id is not None:
        return None
    found = await own_sessions(context.services.database, context.signed_in.scope, context.signed_in.session_id)
    return next((record for record in found if record.id == key), None)


async def _organization(context: Context, key: UUID) -> Any:  # noqa: ANN401 - an account
    """The organization that the viewer is signed in to."""
    return context.signed_in if context.signed_in.organization_id == key else None


async def _quota(context: Context, parts: Parts) -> Quota | None:
    """The quota of the organization that the viewer is signed in to."""
    return await quota_of(context) if as_key(parts) == context.signed_in.organization_id else None


async def _result(context: Context, key: UUID) -> Any:  # noqa: ANN401 - a result's record
    """A result that is the newest of its job; ids were once its job's, and those still find it."""
    return await context.loaders.result(key) or await context.loaders.results.load(key)


async def _credential(context: Context, key: UUID) -> Any:  # noqa: ANN401 - a credential's record
    return await context.services.credentials.by_id(context.signed_in.scope, key)


async def _webhook(context: Context, key: UUID) -> Any:  # noqa: ANN401 - a webhook's record
    return await context.services.webhooks.by_id(context.signed_in.scope, key)


async def _delivery(context: Context, key: UUID) -> Any:  # noqa: ANN401 - a delivery's record
    return await context.services.webhooks.delivery_by_id(context.signed_in.scope, key)


# Every type that is a node, with the least role that may see it, which is that of the lists it stands in, and how one is found by its id.
_NODES: dict[str, tuple[Role, Find]] = {
    "Anchor": (Role.VIEWER, _loaded("anchors", Anchor)),
    "ApiKey": (Role.ADMIN, _read(api_key_by_id, ApiKey)),
    "Artifact": (Role.VIEWER, artifact_by_id),
    "AuditEntry": (Role.ADMIN, _read(audit_entry_by_id, AuditEntry)),
    "BehaviourClass": (Role.VIEWER, behaviour_class_by_id),
    "Contract": (Role.VIEWER, _loaded("contracts", Contract)),
    "Invitation": (Role.ADMIN, _read(invitation_by_id, Invitation)),
    "Job": (Role.VIEWER, _loaded("jobs", Job)),
    "JobResult": (Role.VIEWER, _kept(_result, JobResult)),
    "Member": (Role.VIEWER, member_of_id),
    "Organization": (Role.VIEWER, _kept(_organization, Organization)),
    "ProviderCredential": (Role.MAINTAINER, _kept(_credential, ProviderCredential)),
    "Quota": (Role.VIEWER, _quota),
    "RestrictionSet": (Role.VIEWER, _loaded("restriction_sets", RestrictionSet)),
    "Run": (Role.VIEWER, _loaded("runs", Run)),
    "Session": (Role.VIEWER, _kept(_session, Session)),
    "UsageLine": (Role.VIEWER, usage_line_by_id),
    "User": (Role.VIEWER, _loaded("users", User)),
    "Violation": (Role.VIEWER, violation_by_id),
    "Webhook": (Role.ADMIN, _kept(_webhook, Webhook)),
    "WebhookDelivery": (Role.ADMIN, _kept(_delivery, WebhookDelivery)),
}


async def _found(context: Context, node: str) -> Any:  # noqa: ANN401 - a node
    parsed = parse_node_id(node)
    known = None if parsed is None else _NODES.get(parsed[0])
    if parsed is None or known is None or refusal(context, known[0]) is not None:
        return None
    return await known[1](context, parsed[1])


@strawberry.type
class NodeQueries:
    """For everybody who is signed in."""

    @strawberry.field(description="Anything by its id; null when there is none, it is somebody else's, or the viewer may not see it.")
    async def node(self, info: Info, id: strawberry.ID) -> Node | None:  # noqa: A002 - the argument's name in the schema
        """Load a node as its type is loaded."""
        info.context.signed_in  # noqa: B018 - nobody signed in is told so, whatever the id
        found: Node | None = await _found(info.context, id)
        return found

    @strawberry.field(description="Several things by their ids, in the order of the ids, each as `node` would answer; at most 200.")
    async def nodes(self, info: Info, ids: list[strawberry.ID]) -> list[Node | None]:
        """Load nodes as their types are loaded."""
        info.context.signed_in  # noqa: B018 - as above
        if len(ids) > MAX_FIRST:
            raise invalid_input(f"{len(ids)} ids are named; ask for {MAX_FIRST} at a time")
        return list(await asyncio.gather(*(_found(info.context, node) for node in ids)))
