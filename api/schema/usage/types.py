"""What an organization used, and how much it may."""

from datetime import date, datetime
from typing import ClassVar

import strawberry

from api.context import Context
from api.schema.connection import Connection
from api.schema.enums import QuotaName, Tier
from api.schema.lazy import Lazy
from api.schema.node import Node, as_key, fingerprint, node_id
from engine.adapters.postgres.quotas import QuotaState, quota_states
from engine.adapters.postgres.usage import UsageRecord, usage_by_day


def _line_id(record: UsageRecord) -> strawberry.ID:
    return node_id("UsageLine", record.organization_id, record.day, fingerprint(record.provider, record.model))


@strawberry.type
class UsageLine(Node, Lazy):
    """One day's runs (UTC) with one model.

    Tokens can exceed 32 bits, so they are floats without a fraction; cost is null where the provider does not tell it.
    """

    parts: ClassVar = {
        "id": _line_id,
        "prompt_tokens": lambda record: float(record.prompt_tokens),
        "completion_tokens": lambda record: float(record.completion_tokens),
        "cost_usd": lambda record: None if record.cost_usd is None else float(record.cost_usd),
    }
    record: strawberry.Private[UsageRecord]
    day: date
    provider: str
    model: str
    runs: int
    unanswered: int
    prompt_tokens: float
    completion_tokens: float
    cost_usd: float | None


UsageLineConnection = Connection[UsageLine]


async def usage_line_by_id(context: Context, parts: tuple[str, ...]) -> UsageLine | None:
    """The line of an id, in the organization that the viewer is signed in to."""
    if as_key(parts[:1]) != context.signed_in.organization_id or len(parts) != 3:
        return None
    try:
        day = date.fromisoformat(parts[1])
    except ValueError:
        return None
    records = await usage_by_day(context.services.database, context.signed_in.scope, day, day)
    return next((UsageLine.of(record) for record in records if fingerprint(record.provider, record.model) == parts[2]), None)


@strawberry.type
class QuotaLimit:
    """One limit and how much of it is used; `resetsAt` is null where room comes as jobs end."""

    quota: QuotaName
    limit: int
    used: int
    resets_at: datetime | None

    @classmethod
    def of(cls, state: QuotaState) -> "QuotaLimit":
        """Show a limit."""
        return cls(quota=state.quota, limit=state.limit, used=state.used, resets_at=state.resets_at)


@strawberry.type
class Quota(Node):
    """The organization's tier, its limits on jobs, and how many requests a minute each viewer and each key may make."""

    tier: Tier
    limits: list[QuotaLimit]
    requests_per_minute: int


async def quota_of(context: Context) -> Quota:
    """The quota of the organization that the viewer is signed in to."""
    viewer, services = context.signed_in, context.services
    tier, states = await quota_states(services.database, viewer.scope, services.settings.tiers)
    requests = viewer.requests_per_minute or services.settings.tiers[tier].requests_per_minute
    key = node_id("Quota", viewer.organization_id)
    return Quota(id=key, tier=tier, limits=[QuotaLimit.of(state) for state in states], requests_per_minute=requests)
