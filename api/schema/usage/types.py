"""What an organization used, and how much it may."""

from datetime import date, datetime

import strawberry

from api.schema.enums import QuotaName, Tier
from engine.adapters.postgres.quotas import QuotaState
from engine.adapters.postgres.usage import UsageRecord


@strawberry.type
class UsageLine:
    """One day's runs (UTC) with one model.

    Tokens can exceed 32 bits, so they are floats without a fraction; cost is null where the provider does not tell it.
    """

    day: date
    provider: str
    model: str
    runs: int
    unanswered: int
    prompt_tokens: float
    completion_tokens: float
    cost_usd: float | None

    @classmethod
    def of(cls, record: UsageRecord) -> "UsageLine":
        """Show a line."""
        return cls(
            day=record.day,
            provider=record.provider,
            model=record.model,
            runs=record.runs,
            unanswered=record.unanswered,
            prompt_tokens=float(record.prompt_tokens),
            completion_tokens=float(record.completion_tokens),
            cost_usd=None if record.cost_usd is None else float(record.cost_usd),
        )


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
class Quota:
    """The organization's tier, its limits on jobs, and how many requests a minute each viewer and each key may make."""

    tier: Tier
    limits: list[QuotaLimit]
    requests_per_minute: int
