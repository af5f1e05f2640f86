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

_COUNTERS = {"generated_count": "generated", "unanswered_count": "unanswered", "analysed_count": "analysed"}
_SHOWN = {EventKind.RUN_GENERATED: ("generated_count", "unanswered_count"), EventKind.RUN_ANALYSED: ("analysed_count",)}


@dataclass(frozen=True, slots=True)
class Happening:
    """An event before it has its number; `counter` names the column of jobs that it counts up by one."""

    kind: EventKind
    payload: JsonObject = field(default_factory=dict)
    counter: str | None = None


async def append_event(connection: AsyncConnection, scope: Scope, job_id: UUID, happening: Happening) -> JobEvent:
    """Give the job its next event, in the caller's transaction; the row lock on the job keeps the numbers without gaps.

    Events of runs carry the counters and the total in their payload.
    """
    kind, payload, counter = happening.kind, happening.payload, happening.counter
    changes = {"last_event_number": col(JobRow.last_event_number) + 1}
    if counter is not None:
        changes[counter] = getattr(JobRow, counter) + 1
    shown = _SHOWN.get(kind, ())
    statement = (
        update(JobRow)
        .where(col(JobRow.organization_id) == scope.organization_id, col(JobRow.id) == job_id)
        .values(changes)
        .returning(col(JobRow.last_event_number), col(JobRow.num_runs), *(getattr(JobRow, name) for name in shown))
    )
    job = (await connection.execute(statement)).one()
    if shown:
        payload = payload | {_COUNTERS[name]: getattr(job, name) for name in shown} | {"total": job.num_runs}
    values = {
        "job_id": job_id,
        "number": job.last_event_number,
        "organization_id": scope.organization_id,
        "kind": kind,
        "payload": payload,
    }
    created = await connection.execute(insert(JobEventRow).values(values).returning(col(JobEventRow.created_at)))
    return JobEvent(job_id, job.last_event_number, kind, payload, created.scalar_one())
