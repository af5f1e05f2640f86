"""A new job for the runs of an ended one that have no answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, insert, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.events import Happening, append_event
from engine.adapters.postgres.leases import own
from engine.adapters.postgres.quotas import charge
from engine.adapters.postgres.tables import JobRow, RunRow
from engine.domain.job import EventKind, JobStatus, Scope
from engine.domain.quota import Allowance, Tier
from engine.domain.run import GenerationStatus

_RUNS = RunRow.__table__  # type: ignore[attr-defined]
_KEPT = (GenerationStatus.GENERATED, GenerationStatus.REFUSED)
_SAME = (
    *("organization_id", "contract_id", "contract_version", "num_runs", "temperature"),
    *("restriction_ids", "restriction_versions", "config", "config_hash", "tier"),
)
_FOUND_OUT_LATER = {
    *("analysis", "canonical_output", "canonical_hash", "oracle_passed", "analysed_at"),
    *("repaired_output", "evidence", "behaviour_class", "distance_pre", "distance_post", "property_differences"),
}


@dataclass(frozen=True, slots=True)
class Retried:
    """What came of the wish to retry a job: the new job, or why there is none.

    `is_new` is false when the job had been retried before. With `job_id` None, `status` is the old job's state: not final, or completed
    with an answer (a refusal is one) for each run; None where there is no such job.
    """

    job_id: UUID | None
    is_new: bool = False
    status: JobStatus | None = None
    asked_again: int = 0


async def retry_job(database: Database, scope: Scope, job_id: UUID, allowances: Mapping[Tier, Allowance] | None = None) -> Retried:
    """Queue a job with the same configuration that takes over every answer and refusal of an ended one and asks for the rest.

    A job is retried once: asking again answers with the same new job. Only what is asked for again is charged; raises QuotaExceeded when
    it does not fit, and then nothing is stored.
    """
    async with database.transaction(scope) as connection:
        old = (await connection.execute(select(JobRow.__table__).where(own(scope, job_id)).with_for_update())).one_or_none()  # type: ignore[attr-defined]
        if old is None:
            return Retried(None)
        known = await connection.execute(select(col(JobRow.id)).where(own_retry(scope, job_id)))
        if (retry_id := known.scalar_one_or_none()) is not None:
            return Retried(retry_id, status=JobStatus(old.status))
        missing = old.num_runs - old.generated_count - old.refused_count
        status = JobStatus(old.status)
        if not status.is_final or (missing == 0 and status is JobStatus.COMPLETED):
            return Retried(None, status=status)
        retry = Retried(await _add(connection, scope, old._mapping), is_new=True, status=status, asked_again=missing)
        if allowances is not None:
            await charge(connection, scope, missing, allowances)
        return retry


def own_retry(scope: Scope, job_id: UUID) -> ColumnElement[bool]:
    """The condition that a row is the retry of this job, in this scope."""
    return (col(JobRow.organization_id) == scope.organization_id) & (col(JobRow.retry_of) == job_id)


async def _add(connection: AsyncConnection, scope: Scope, old: Any) -> UUID:  # noqa: ANN401 - a row's mapping
    values = {name: old[name] for name in _SAME} | {"created_by": scope.user_id, "retry_of": old["id"]}
    values |= {name: old[name] for name in ("generated_count", "refused_count")} | {"unanswered_count": old["refused_count"]}
    values |= {"expires_at": func.now() + (old["expires_at"] - old["created_at"])}
    values |= {"deadline_at": func.now() + (old["deadline_at"] - old["created_at"])}
    job_id: UUID = (await connection.execute(insert(JobRow).values(values).returning(col(JobRow.id)))).scalar_one()
    await _take_over(connection, old["id"], job_id)
    payload = {"num_runs": old["num_runs"], "retry_of": str(old["id"]), "kept": old["generated_count"] + old["refused_count"]}
    await append_event(connection, scope, job_id, Happening(EventKind.JOB_QUEUED, payload))
    return job_id


async def _take_over(connection: AsyncConnection, old_id: UUID, new_id: UUID) -> None:
    """Copy what was generated, whatever columns hold it; what is found out about it belongs to the new job."""
    names = [column.name for column in _RUNS.c if column.name not in {"id", "job_id", "taken_from", *_FOUND_OUT_LATER}]
    source = select(*(_RUNS.c[name] for name in names), literal(new_id), func.coalesce(_RUNS.c.taken_from, _RUNS.c.job_id)).where(
        _RUNS.c.job_id == old_id, _RUNS.c.status.in_(_KEPT)
    )
    await connection.execute(insert(RunRow).from_select([*names, "job_id", "taken_from"], source))
