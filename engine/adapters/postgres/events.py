"""Appending numbered events to a job."""

from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from engine.adapters.postgres.tables import JobEventRow, JobRow
from engine.domain.job import EventKind, JobEvent, Scope
from engine.domain.json_value import JsonObject
from engine.domain.run import GenerationStatus

_OUTCOMES = ("generated_count", "unanswered_count", "failed_count", "refused_count", "timed_out_count")


@dataclass(frozen=True, slots=True)
class Happening:
    """An event before it has its number."""

    kind: EventKind
    payload: JsonObject = field(default_factory=dict)


def counters_of(status: GenerationStatus) -> tuple[str, ...]:
    """The columns of jobs that count a generation of this status: answers, or what came instead, together and by kind."""
    return ("generated_count",) if status is GenerationStatus.GENERATED else ("unanswered_count", f"{status.value}_count")


async def append_event(connection: AsyncConnection, scope: Scope, job_id: UUID, happening: Happening) -> JobEvent:
    """Give the job its next event, in the caller's transaction; the row lock on the job keeps the numbers without gaps.

    Events of the job's end carry the counters and the total in their payload; those of runs are written by `run_writes`.
    """
    kind, payload = happening.kind, happening.payload
    shown = _OUTCOMES if kind.is_final else ()
    statement = (
        update(JobRow)
        .where(col(JobRow.organization_id) == scope.organization_id, col(JobRow.id) == job_id)
        .values(last_event_number=col(JobRow.last_event_number) + 1)
        .returning(col(JobRow.last_event_number), col(JobRow.num_runs), *(getattr(JobRow, name) for name in shown))
    )
    job = (await connection.execute(statement)).one()
    if shown:
        payload = payload | {name.removesuffix("_count"): getattr(job, name) for name in shown} | {"total": job.num_runs}
    values = {
        "job_id": job_id,
        "number": job.last_event_number,
        "organization_id": scope.organization_id,
        "kind": kind,
        "payload": payload,
    }
    created = await connection.execute(insert(JobEventRow).values(values).returning(col(JobEventRow.created_at)))
    return JobEvent(job_id, job.last_event_number, kind, payload, created.scalar_one(), scope.organization_id)
