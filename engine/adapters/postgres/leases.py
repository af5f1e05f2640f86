"""Who may work on a job: taking its lease, keeping it, and giving it back."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Interval, bindparam, case, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from engine.adapters.postgres.database import Database, scoped
from engine.adapters.postgres.events import Happening, append_event
from engine.adapters.postgres.tables import JobRow
from engine.domain.errors import LeaseLost
from engine.domain.experiment import config_from_document
from engine.domain.job import MAX_FRUITLESS_ATTEMPTS, EventKind, JobEvent, JobStatus, LeasedJob, Scope
from engine.domain.json_value import JsonObject

NO_LEASE = {"lease_token": None, "lease_expires_at": None}
_FENCE = scoped(
    "select id from jobs where organization_id = scope.organization_id and id = :job and lease_token = :token and status = 'running' "
    "offset 0 for update"
)
_FIRST_DELAY_SECONDS, _LONGEST_DELAY_SECONDS = 5.0, 300.0


def _at_work(until: Any) -> Any:  # noqa: ANN401 - SQLAlchemy's own expression type
    """The seconds of the turn that is under way, until a moment."""
    return func.greatest(func.extract("epoch", until - col(JobRow.turn_started_at)), 0.0)


_WORKED: dict[str, Any] = {"worked_seconds": col(JobRow.worked_seconds) + _at_work(func.now())}


def _claim() -> Any:  # noqa: ANN401 - SQLAlchemy's own statement type
    """The statement that takes a lease, spelled once: putting it together costs as much as running it."""
    is_mine = (col(JobRow.organization_id) == bindparam("owner")) & (col(JobRow.id) == bindparam("job"))
    is_abandoned = (col(JobRow.status) == JobStatus.RUNNING) & (col(JobRow.lease_expires_at) < func.now())
    is_ready = (col(JobRow.status) == JobStatus.QUEUED) & (func.coalesce(col(JobRow.not_before), func.now()) <= func.now())
    may_go_on = (col(JobRow.fruitless_attempts) < MAX_FRUITLESS_ATTEMPTS) & (col(JobRow.deadline_at) > func.now())
    broke_down = case((col(JobRow.status) == JobStatus.RUNNING, 1), else_=0)
    worked = case((col(JobRow.status) == JobStatus.RUNNING, _at_work(col(JobRow.lease_expires_at))), else_=0.0)
    before = select(col(JobRow.id), col(JobRow.has_yielded), col(JobRow.started_at)).where(is_mine).with_for_update().cte("before")
    return (
        update(JobRow.__table__)  # type: ignore[attr-defined]
        .where(is_mine, col(JobRow.id) == before.c.id, is_ready | is_abandoned, may_go_on)
        .values(
            status=JobStatus.RUNNING,
            lease_token=bindparam("token"),
            lease_expires_at=func.now() + bindparam("lease", type_=Interval),
            started_at=func.coalesce(col(JobRow.started_at), func.now()),
            retry_count=col(JobRow.retry_count) + broke_down,
            fruitless_attempts=col(JobRow.fruitless_attempts) + broke_down,
            has_yielded=False,
            not_before=None,
            turn_started_at=func.now(),
            worked_seconds=col(JobRow.worked_seconds) + worked,
        )
        .returning(
            *(col(JobRow.config), col(JobRow.created_by), col(JobRow.lease_token), col(JobRow.deadline_at), col(JobRow.trace_parent)),
            col(JobRow.worked_seconds),
            *(before.c.has_yielded.label("goes_on"), before.c.started_at.is_not(None).label("is_resumed")),
        )
    )


_CLAIM = _claim()


async def claim(database: Database, scope: Scope, job_id: UUID, lease_seconds: float) -> tuple[LeasedJob, JobEvent | None] | None:
    """Take the lease on a job that is queued and ready, or running with an expired lease; None when there is nothing to do.

    A job that only gave up its turn goes on without an event. One whose worker broke down counts one retry, and is left to the sweeper
    when too many attempts in a row stored nothing; it counts as having been at work until its lease ran out.
    """
    mine = {"owner": scope.organization_id, "job": job_id, "token": uuid4(), "lease": timedelta(seconds=lease_seconds)}
    async with database.transaction(scope) as connection:
        row = (await connection.execute(_CLAIM, mine)).one_or_none()
        if row is None:
            return None
        kind = EventKind.JOB_RESUMED if row.is_resumed else EventKind.JOB_STARTED
        event = None if row.goes_on else await append_event(connection, scope, job_id, Happening(kind))
    owner = Scope(scope.organization_id, row.created_by)
    config = config_from_document(row.config)
    return LeasedJob(job_id, owner, row.lease_token, config, row.is_resumed, row.trace_parent, row.worked_seconds), event


async def extend(database: Database, job: LeasedJob, lease_seconds: float) -> None:
    """Move the end of the lease to `lease_seconds` from now. Raises LeaseLost."""
    async with database.transaction(job.scope) as connection:
        values = {"lease_expires_at": from_now(lease_seconds)}
        kept = await connection.execute(update(JobRow).where(leased(job)).values(values).returning(col(JobRow.id)))
        if kept.one_or_none() is None:
            raise _lost(job)


async def give_back(database: Database, job: LeasedJob, *, has_yielded: bool) -> None:
    """Put the job back into the queue, its stored runs kept: an orderly stop, or the end of its turn. Raises LeaseLost."""
    values = {"status": JobStatus.QUEUED, "queued_at": func.now(), "has_yielded": has_yielded, **_WORKED, **NO_LEASE}
    async with fenced(database, job) as connection:
        await connection.execute(update(JobRow).where(leased(job)).values(values))


async def delay(database: Database, job: LeasedJob, why: str) -> JobEvent | None:
    """Put a job back whose attempt broke down, for a time that doubles with every attempt that stored nothing new.

    None when there were too many of these: the caller then ends the job. Raises LeaseLost.
    """
    async with fenced(database, job) as connection:
        attempts: int = (await connection.execute(select(col(JobRow.fruitless_attempts)).where(own(job.scope, job.id)))).scalar_one() + 1
        if attempts >= MAX_FRUITLESS_ATTEMPTS:
            return None
        seconds = min(_FIRST_DELAY_SECONDS * 2 ** (attempts - 1), _LONGEST_DELAY_SECONDS)
        values = {"status": JobStatus.QUEUED, "queued_at": func.now(), "not_before": from_now(seconds), "fruitless_attempts": attempts}
        values |= {"retry_count": col(JobRow.retry_count) + 1, **_WORKED, **NO_LEASE}
        await connection.execute(update(JobRow).where(leased(job)).values(values))
        payload: JsonObject = {"message": why, "seconds": seconds}
        return await append_event(connection, job.scope, job.id, Happening(EventKind.JOB_DELAYED, payload))


@asynccontextmanager
async def fenced(database: Database, job: LeasedJob) -> AsyncIterator[AsyncConnection]:
    """One transaction that holds the job's row. Raises LeaseLost when the lease is somebody else's."""
    async with database.transaction_after(job.scope, _FENCE, {"job": job.id, "token": job.lease_token}) as (connection, held):
        if held is None:
            raise _lost(job)
        yield connection


def own(scope: Scope, job_id: UUID):  # type: ignore[no-untyped-def]  # noqa: ANN201 - SQLAlchemy's own expression type
    """The condition that a row is this job, in this scope."""
    return (col(JobRow.organization_id) == scope.organization_id) & (col(JobRow.id) == job_id)


def leased(job: LeasedJob):  # type: ignore[no-untyped-def]  # noqa: ANN201 - as above
    """The condition that a row is this job and still leased by this holder."""
    return own(job.scope, job.id) & (col(JobRow.lease_token) == job.lease_token) & (col(JobRow.status) == JobStatus.RUNNING)


def from_now(seconds: float):  # type: ignore[no-untyped-def]  # noqa: ANN201 - as above
    """The moment so many seconds after the transaction's start, by the database's clock."""
    return func.now() + timedelta(seconds=seconds)


def _lost(job: LeasedJob) -> LeaseLost:
    return LeaseLost(f"the lease on job {job.id} was lost: another worker has taken it over, or it has ended")
