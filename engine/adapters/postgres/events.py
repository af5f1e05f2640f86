"""Appending numbered events to a job."""

import json
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.adapters.postgres.stored_text import store_json
from engine.domain.job import EventKind, JobEvent, Scope
from engine.domain.json_value import JsonObject
from engine.domain.run import GenerationStatus

_OUTCOMES = ("generated", "unanswered", "failed", "refused", "timed_out")
_COUNTERS = ", ".join(f"'{name}', {name}_count" for name in _OUTCOMES)
_APPEND = text(
    "with job as (update jobs set last_event_number = last_event_number + 1 where organization_id = :organization and id = :job "  # noqa: S608 - our own names
    f"returning id, organization_id, last_event_number, jsonb_build_object({_COUNTERS}, 'total', num_runs) as counters), "
    "event as (insert into job_events (job_id, organization_id, number, kind, payload) "
    "select id, organization_id, last_event_number, cast(:kind as text), "
    "cast(:payload as jsonb) || case when :is_final then counters else '{}'::jsonb end from job returning number, created_at) "
    "select event.number, event.created_at, job.counters from event, job"
)


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
    values = {"organization": scope.organization_id, "job": job_id, "kind": kind.value, "is_final": kind.is_final}
    row = (await connection.execute(_APPEND, values | {"payload": json.dumps(store_json(payload))})).one()
    if kind.is_final:
        payload = payload | row.counters
    return JobEvent(job_id, row.number, kind, payload, row.created_at, scope.organization_id)
