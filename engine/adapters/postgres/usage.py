"""What an organization used: sums over the ledger."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import text

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.readers.page import Page, page_of
from engine.domain.job import Scope

_DAY = "(created_at at time zone 'UTC')::date"
_SUMS = (
    f"select organization_id, {_DAY} as day, provider, model, count(*) as runs, "  # noqa: S608 - our own words only
    "count(*) filter (where status <> 'generated') as unanswered, coalesce(sum(prompt_tokens), 0)::bigint as prompt_tokens, "
    "coalesce(sum(completion_tokens), 0)::bigint as completion_tokens, sum(cost_usd) as cost_usd "
    "from usage_ledger where organization_id = :organization "
    "and created_at >= :since at time zone 'UTC' and created_at < (cast(:until as date) + 1) at time zone 'UTC' "
)
_GROUPS, _ORDER = "group by 1, 2, 3, 4 ", "order by 2 desc, 3, 4"
_BY_DAY = text(_SUMS + _GROUPS + _ORDER)
_PAGE = text(
    f"{_SUMS} and (cast(:provider as text) is null or provider = :provider) and (cast(:model as text) is null or model = :model) "
    f"{_GROUPS} having {_DAY} < :until or (provider, model) > (:after_provider, :after_model) {_ORDER} limit :count"
)


@dataclass(frozen=True, slots=True)
class UsageRecord:
    """One day's runs (UTC) with one model: how many, how many without an answer, tokens in and out, US dollars where they are known."""

    organization_id: UUID
    day: date
    provider: str
    model: str
    runs: int
    unanswered: int
    prompt_tokens: int
    completion_tokens: int
    cost_usd: Decimal | None


@dataclass(frozen=True, slots=True)
class UsagePlace:
    """A place in the list of usage: newest day first, then by provider and model."""

    day: date
    provider: str
    model: str


@dataclass(frozen=True, slots=True)
class UsageWanted:
    """A page of usage between two days, both included, of one provider or model only where they are named."""

    since: date
    until: date
    first: int
    after: UsagePlace | None = None
    provider: str | None = None
    model: str | None = None


async def usage_by_day(database: Database, scope: Scope, since: date, until: date) -> list[UsageRecord]:
    """The organization's usage from one day to another, both included, newest first."""
    parameters = {"organization": scope.organization_id, "since": since, "until": until}
    async with database.transaction(scope) as connection:
        return [UsageRecord(**row._mapping) for row in await connection.execute(_BY_DAY, parameters)]


async def usage_page(database: Database, scope: Scope, wanted: UsageWanted) -> Page[UsageRecord]:
    """Some of the organization's usage, newest day first."""
    # Nothing before the first place has a provider without letters.
    after = wanted.after or UsagePlace(wanted.until, "", "")
    given = {"organization": scope.organization_id, "since": wanted.since, "until": min(after.day, wanted.until), "count": wanted.first + 1}
    names = {"provider": wanted.provider, "model": wanted.model, "after_provider": after.provider, "after_model": after.model}
    async with database.transaction(scope) as connection:
        rows = await connection.execute(_PAGE, given | names)
        return page_of([UsageRecord(**row._mapping) for row in rows], wanted.first)
