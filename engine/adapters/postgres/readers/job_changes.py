"""Reading what happened to an organization's jobs."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.tables import JobChangeRow
from engine.domain.job import EventKind, Scope

_TABLE = JobChangeRow.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class JobChange:
    """One thing that happened to one of an organization's jobs; numbers count from 1 without gaps over all its jobs."""

    number: int
    job_id: UUID
    event_number: int
    kind: EventKind
    created_at: datetime


async def changes_after(database: Database, scope: Scope, after: int, first: int) -> list[JobChange]:
    """The organization's next changes after a number, in order."""
    statement = (
        select(_TABLE.c["number", "job_id", "event_number", "kind", "created_at"])
        .where(_TABLE.c.organization_id == scope.organization_id, _TABLE.c.number > after)
        .order_by(_TABLE.c.number)
        .limit(first)
    )
    async with database.transaction(scope) as connection:
        rows = (await connection.execute(statement)).all()
    return [JobChange(row.number, row.job_id, row.event_number, EventKind(row.kind), row.created_at) for row in rows]


async def last_change(database: Database, scope: Scope) -> int:
    """The number of the organization's last change; 0 when there is none."""
    statement = select(func.coalesce(func.max(_TABLE.c.number), 0)).where(_TABLE.c.organization_id == scope.organization_id)
    async with database.transaction(scope) as connection:
        return int((await connection.execute(statement)).scalar_one())
