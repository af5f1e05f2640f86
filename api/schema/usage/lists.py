"""Usage, page by page."""

from datetime import UTC, date, datetime, timedelta

import strawberry

from api.context import Info
from api.problems import invalid_input
from api.schema.connection import connection_of
from api.schema.node import bounded, parse_parts, parts_cursor
from api.schema.order import bounded_text
from api.schema.usage.types import UsageLine, UsageLineConnection
from engine.adapters.postgres.usage import UsagePlace, UsageRecord, UsageWanted, usage_page

MOST_DAYS = 400
_CURSOR = "usage"


@strawberry.input
class UsageFilter:
    """Which lines to list: between two days, both included (until today, and from 400 days before, unless said), of a provider or model."""

    since: date | None = None
    until: date | None = None
    provider: str | None = None
    model: str | None = None


def check_days(since: date, until: date) -> None:
    """Raise a GraphQLError for days in the wrong order, or too far apart."""
    if not 0 <= (until - since).days <= MOST_DAYS:
        raise invalid_input(f"until must be from 0 to {MOST_DAYS} days after since")


async def usage_of_organization(info: Info, first: int | None, after: str | None, wanted: UsageFilter | None) -> UsageLineConnection:
    """A page of the organization's usage. Raises a GraphQLError for arguments that cannot be used."""
    wanted = wanted or UsageFilter()
    until = wanted.until or datetime.now(UTC).date()
    since = wanted.since or until - timedelta(days=min(MOST_DAYS, until.toordinal() - 1))
    check_days(since, until)
    provider, model = bounded_text("provider", wanted.provider), bounded_text("model", wanted.model)
    asked = UsageWanted(since, until, bounded(first, 50), _place(after), provider, model)
    page = await usage_page(info.context.services.database, info.context.signed_in.scope, asked)
    return connection_of(page, UsageLine.of, is_continued=after is not None, cursor=_cursor)


def _cursor(record: UsageRecord) -> str:
    return parts_cursor(_CURSOR, record.day.toordinal(), record.provider, record.model)


def _place(after: str | None) -> UsagePlace | None:
    values = parse_parts(after, _CURSOR, int, str, str)
    if values is None:
        return None
    day, provider, model = values
    return UsagePlace(date.fromordinal(min(max(day, 1), date.max.toordinal())), provider, model)
