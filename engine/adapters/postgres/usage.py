"""What an organization used: sums over the ledger."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import text

from engine.adapters.postgres.database import Database
from engine.domain.job import Scope

_BY_DAY = text(
    "select (created_at at time zone 'UTC')::date as day, provider, model, count(*) as runs, "
    "count(*) filter (where status <> 'generated') as unanswered, coalesce(sum(prompt_tokens), 0)::bigint as prompt_tokens, "
    "coalesce(sum(completion_tokens), 0)::bigint as completion_tokens, sum(cost_usd) as cost_usd "
    "from usage_ledger where organization_id = :organization "
    "and created_at >= :since at time zone 'UTC' and created_at < (cast(:until as date) + 1) at time zone 'UTC' "
    "group by 1, 2, 3 order by 1 desc, 2, 3"
)


@dataclass(frozen=True, slots=True)
class UsageRecord:
    """One day's runs (UTC) with one model: how many, how many without an answer, tokens in and out, US dollars where they are known."""

    day: date
    provider: str
    model: str
    runs: int
    unanswered: int
    prompt_tokens: int
    completion_tokens: int
    cost_usd: Decimal | None


async def usage_by_day(database: Database, scope: Scope, since: date, until: date) -> list[UsageRecord]:
    """The organization's usage from one day to another, both included, newest first."""
    parameters = {"organization": scope.organization_id, "since": since, "until": until}
    async with database.transaction(scope) as connection:
        return [UsageRecord(**row._mapping) for row in await connection.execute(_BY_DAY, parameters)]
