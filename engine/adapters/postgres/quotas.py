"""Charging runs to an organization's quotas, in the transaction that submits the job: what does not fit leaves no trace."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.tables import JobRow, OrganizationRow, QuotaCountRow, QuotaRow
from engine.domain.errors import NotFound
from engine.domain.job import JobStatus, Scope
from engine.domain.quota import Allowance, QuotaExceeded, QuotaName, Tier

_COUNT = QuotaCountRow
_OPEN = (JobStatus.QUEUED, JobStatus.RUNNING)


@dataclass(frozen=True, slots=True)
class QuotaState:
    """One limit, how much of it is used, and when it starts afresh (None: as things end)."""

    quota: QuotaName
    limit: int
    used: int
    resets_at: datetime | None


async def charge(connection: AsyncConnection, scope: Scope, runs: int, allowances: Mapping[Tier, Allowance]) -> None:
    """Count runs of a job that this transaction adds. Raises QuotaExceeded, and then the transaction must not be committed.

    The rows of the counts are locked until the transaction ends, so submissions of one organization are counted one after another.
    """
    limits = await _allowance(connection, scope, allowances)
    today = datetime.now(UTC).date()
    await _count(connection, scope, runs, _Period("day", today, QuotaName.RUNS_PER_DAY, limits.runs_per_day))
    await _count(connection, scope, runs, _Period("month", today.replace(day=1), QuotaName.RUNS_PER_MONTH, limits.runs_per_month))
    others = await _open_jobs(connection, scope) - 1
    if others >= limits.concurrent_jobs:
        raise QuotaExceeded(QuotaName.CONCURRENT_JOBS, limits.concurrent_jobs, others, 1, None)


async def quota_states(database: Database, scope: Scope, allowances: Mapping[Tier, Allowance]) -> tuple[Tier, list[QuotaState]]:
    """The organization's tier, and how much of each limit on jobs is used."""
    today = datetime.now(UTC).date()
    async with database.transaction(scope) as connection:
        limits = await _allowance(connection, scope, allowances)
        tier = (await connection.execute(select(col(QuotaRow.tier)).where(_own(scope)))).scalar_one()
        periods = (
            _Period("day", today, QuotaName.RUNS_PER_DAY, limits.runs_per_day),
            _Period("month", today.replace(day=1), QuotaName.RUNS_PER_MONTH, limits.runs_per_month),
        )
        states = [QuotaState(item.quota, item.limit, await _used(connection, scope, item), item.end) for item in periods]
        open_jobs = await _open_jobs(connection, scope)
    return Tier(tier), [*states, QuotaState(QuotaName.CONCURRENT_JOBS, limits.concurrent_jobs, open_jobs, None)]


@dataclass(frozen=True, slots=True)
class _Period:
    name: str
    starts_on: date
    quota: QuotaName
    limit: int

    @property
    def end(self) -> datetime:
        following = self.starts_on + timedelta(days=1) if self.name == "day" else (self.starts_on + timedelta(days=32)).replace(day=1)
        return datetime.combine(following, time(), UTC)


async def _count(connection: AsyncConnection, scope: Scope, runs: int, period: _Period) -> None:
    key = {"organization_id": scope.organization_id, "period": period.name, "starts_on": period.starts_on}
    statement = insert(_COUNT).values(key | {"runs": runs})
    statement = statement.on_conflict_do_update(index_elements=list(key), set_={"runs": col(_COUNT.runs) + runs})
    used = (await connection.execute(statement.returning(col(_COUNT.runs)))).scalar_one()
    if used > period.limit:
        raise QuotaExceeded(period.quota, period.limit, used - runs, runs, period.end)


async def _used(connection: AsyncConnection, scope: Scope, period: _Period) -> int:
    key = (col(_COUNT.period) == period.name, col(_COUNT.starts_on) == period.starts_on)
    statement = select(col(_COUNT.runs)).where(col(_COUNT.organization_id) == scope.organization_id, *key)
    return (await connection.execute(statement)).scalar_one_or_none() or 0


async def _open_jobs(connection: AsyncConnection, scope: Scope) -> int:
    own = (col(JobRow.organization_id) == scope.organization_id, col(JobRow.status).in_(_OPEN))
    return (await connection.execute(select(func.count()).select_from(JobRow).where(*own))).scalar_one()


async def _allowance(connection: AsyncConnection, scope: Scope, allowances: Mapping[Tier, Allowance]) -> Allowance:
    names = ("runs_per_day", "runs_per_month", "concurrent_jobs", "requests_per_minute")
    row = (await connection.execute(select(col(QuotaRow.tier), *(col(getattr(QuotaRow, name)) for name in names)).where(_own(scope)))).one()
    base = allowances[Tier(row.tier)]
    return Allowance(**{name: getattr(base, name) if getattr(row, name) is None else getattr(row, name) for name in names})


def _own(scope: Scope):  # type: ignore[no-untyped-def]  # noqa: ANN202 - SQLAlchemy's own expression type
    return col(QuotaRow.organization_id) == scope.organization_id


async def set_tier(owner: Database, organization_id: UUID, tier: Tier) -> None:
    """Give an organization a tier, as the owner of the tables; limits of its own stay. Raises NotFound."""
    known = select(col(OrganizationRow.id)).where(col(OrganizationRow.id) == organization_id)
    statement = insert(QuotaRow).values(organization_id=organization_id, tier=tier.value)
    renewed = statement.on_conflict_do_update(index_elements=["organization_id"], set_={"tier": tier.value, "updated_at": func.now()})
    async with owner.unscoped_transaction() as connection:
        if (await connection.execute(known)).one_or_none() is None:
            raise NotFound("organization", str(organization_id), "its id stands in the graph as viewer.organization.id")
        await connection.execute(renewed)
