"""Ending a job from outside, without its lease: on its owner's wish, or because its time is over. Its worker loses the lease by that."""

from uuid import UUID

from sqlalchemy import func, text, update
from sqlmodel import col

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.events import Happening, append_event
from engine.adapters.postgres.leases import NO_LEASE, own
from engine.adapters.postgres.tables import JobRow
from engine.domain.job import LEGAL_TRANSITIONS, MAX_FRUITLESS_ATTEMPTS, EndReason, EventKind, JobEvent, JobStatus, Scope

_OVERDUE = text("select organization_id, id, reason from overdue_jobs(:fruitless, :at_most)")
_EVENTS = {
    JobStatus.CANCELLED: EventKind.JOB_CANCELLED,
    JobStatus.EXPIRED: EventKind.JOB_EXPIRED,
    JobStatus.FAILED: EventKind.JOB_FAILED,
}
_ENDS = {
    EndReason.NOT_STARTED_IN_TIME: (JobStatus.EXPIRED,),
    EndReason.DEADLINE_PASSED: (JobStatus.EXPIRED, JobStatus.FAILED),
    EndReason.ATTEMPTS_EXHAUSTED: (JobStatus.FAILED,),
}


async def cancel_job(database: Database, scope: Scope, job_id: UUID) -> JobEvent | None:
    """Cancel a job, queued or running; None when there is no such job in the scope, or it has ended."""
    return await _end(database, scope, job_id, JobStatus.CANCELLED, EndReason.CANCELLED_BY_USER)


async def end_overdue_jobs(database: Database, at_most: int = 100) -> tuple[JobEvent, ...]:
    """End every job that was not begun in time, whose deadline passed, or over which too many workers broke down."""
    async with database.unscoped_transaction() as connection:
        rows = (await connection.execute(_OVERDUE, {"fruitless": MAX_FRUITLESS_ATTEMPTS, "at_most": at_most})).all()
    events = []
    for row in rows:
        reason = EndReason(row.reason)
        for status in _ENDS[reason]:
            event = await _end(database, Scope(row.organization_id), row.id, status, reason)
            if event is not None:
                events.append(event)
                break
    return tuple(events)


async def _end(database: Database, scope: Scope, job_id: UUID, status: JobStatus, reason: EndReason) -> JobEvent | None:
    """End a job from every state from which this end is legal."""
    sources = [source for source, targets in LEGAL_TRANSITIONS.items() if status in targets]
    values = {"status": status, "end_reason": reason, "error_message": reason.sentence, "completed_at": func.now(), **NO_LEASE}
    statement = update(JobRow).where(own(scope, job_id), col(JobRow.status).in_(sources)).values(values).returning(col(JobRow.id))
    async with database.transaction(scope) as connection:
        if (await connection.execute(statement)).one_or_none() is None:
            return None
        return await append_event(connection, scope, job_id, Happening(_EVENTS[status], {"reason": reason.value}))
