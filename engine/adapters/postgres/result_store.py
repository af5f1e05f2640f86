"""The port ResultStore on PostgreSQL: each method one transaction, every write fenced by the job's lease."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import case, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from engine.adapters.postgres import documents
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.events import Happening, append_event
from engine.adapters.postgres.report_writer import write_report
from engine.adapters.postgres.tables import AnchorRow, JobRow, RunRow
from engine.domain.errors import LeaseLost
from engine.domain.experiment import config_from_document
from engine.domain.job import EventKind, JobEvent, JobStatus, LeasedJob, Scope
from engine.domain.json_value import JsonObject
from engine.domain.report import Anchor, JobReport
from engine.domain.run import Generation, GenerationStatus, OutputAnalysis

_NO_LEASE = {"lease_token": None, "lease_expires_at": None}


class PostgresResultStore:
    """Keeps the truth about jobs in PostgreSQL."""

    def __init__(self, database: Database) -> None:
        """Take the pool of the application's role."""
        self._database = database

    async def claim(self, scope: Scope, job_id: UUID, lease_seconds: float) -> tuple[LeasedJob, JobEvent] | None:
        """Take the lease on a job that is queued, or running with an expired lease; None when there is nothing to do."""
        token, was_started = uuid4(), col(JobRow.started_at).is_not(None)
        is_queued = col(JobRow.status) == JobStatus.QUEUED
        is_abandoned = (col(JobRow.status) == JobStatus.RUNNING) & (col(JobRow.lease_expires_at) < func.now())
        statement = (
            update(JobRow)
            .where(_job(scope, job_id), is_queued | is_abandoned)
            .values(
                status=JobStatus.RUNNING,
                lease_token=token,
                lease_expires_at=_from_now(lease_seconds),
                started_at=func.coalesce(col(JobRow.started_at), func.now()),
                retry_count=col(JobRow.retry_count) + case((was_started, 1), else_=0),
            )
            .returning(col(JobRow.config), col(JobRow.created_by), (col(JobRow.started_at) < func.now()).label("is_resumed"))
        )
        async with self._database.transaction(scope) as connection:
            row = (await connection.execute(statement)).one_or_none()
            if row is None:
                return None
            kind = EventKind.JOB_RESUMED if row.is_resumed else EventKind.JOB_STARTED
            event = await append_event(connection, scope, job_id, Happening(kind))
        owner = Scope(scope.organization_id, row.created_by)
        return LeasedJob(job_id, owner, token, config_from_document(row.config), row.is_resumed), event

    async def extend_lease(self, job: LeasedJob, lease_seconds: float) -> None:
        """Move the end of the lease to `lease_seconds` from now."""
        async with self._fenced(job) as connection:
            await connection.execute(update(JobRow).where(_leased(job)).values(lease_expires_at=_from_now(lease_seconds)))

    async def release(self, job: LeasedJob) -> None:
        """Give the job back to the queue, its stored runs kept (an orderly stop)."""
        values = {"status": JobStatus.QUEUED, "queued_at": func.now(), **_NO_LEASE}
        async with self._fenced(job) as connection:
            await connection.execute(update(JobRow).where(_leased(job)).values(values))

    async def stored_generations(self, job: LeasedJob) -> tuple[Generation, ...]:
        """The generations already stored, in order of their run index."""
        statement = select(RunRow.__table__).where(col(RunRow.job_id) == job.id).order_by(col(RunRow.run_index))  # type: ignore[attr-defined]
        async with self._database.transaction(job.scope) as connection:
            rows = (await connection.execute(statement)).all()
        return tuple(documents.generation_of(row) for row in rows)

    async def save_generation(self, job: LeasedJob, generation: Generation) -> JobEvent | None:
        """Store one generation; None when that run index was stored before, and then nothing changes."""
        values = documents.generation_values(generation) | {"organization_id": job.scope.organization_id, "job_id": job.id}
        statement = insert(RunRow).values(values).on_conflict_do_nothing(index_elements=["job_id", "run_index"]).returning(col(RunRow.id))
        counter = "generated_count" if generation.status is GenerationStatus.GENERATED else "unanswered_count"
        async with self._fenced(job) as connection:
            if (await connection.execute(statement)).one_or_none() is None:
                return None
            payload: JsonObject = {"run_index": generation.run_index, "status": generation.status.value}
            return await append_event(connection, job.scope, job.id, Happening(EventKind.RUN_GENERATED, payload, counter))

    async def save_analysis(self, job: LeasedJob, run_index: int, analysis: OutputAnalysis) -> JobEvent | None:
        """Store what was found out about one run's output; None when it was stored before."""
        is_open = (col(RunRow.job_id) == job.id) & (col(RunRow.run_index) == run_index) & col(RunRow.analysed_at).is_(None)
        statement = update(RunRow).where(is_open).values(documents.analysis_values(analysis)).returning(col(RunRow.id))
        async with self._fenced(job) as connection:
            if (await connection.execute(statement)).one_or_none() is None:
                return None
            found: JsonObject = {"canonical_hash": analysis.form_hash, "oracle_passed": analysis.oracle.passed}
            happening = Happening(EventKind.RUN_ANALYSED, {"run_index": run_index} | found, "analysed_count")
            return await append_event(connection, job.scope, job.id, happening)

    async def current_anchor(self, job: LeasedJob) -> Anchor | None:
        """The anchor of the job's contract version, if the organization has one; `run_index` is set if it is of this job."""
        async with self._database.transaction(job.scope) as connection:
            return await _current_anchor(connection, job)

    async def establish_anchor(self, job: LeasedJob, anchor: Anchor) -> Anchor:
        """Make this the contract version's anchor unless there is one already; answers with the one that holds."""
        values = {
            "organization_id": job.scope.organization_id,
            "contract_id": select(col(JobRow.contract_id)).where(col(JobRow.id) == job.id).scalar_subquery(),
            "raw_output": anchor.raw_output,
            "canonical_output": anchor.canonical_output,
            "pass_rate": anchor.pass_rate,
            "source_job_id": None if anchor.run_index is None else job.id,
            "source_run_index": anchor.run_index,
        }
        async with self._fenced(job) as connection:
            await connection.execute(
                insert(AnchorRow)
                .values(values)
                .on_conflict_do_nothing(index_elements=["organization_id", "contract_id"], index_where=col(AnchorRow.replaced_by).is_(None))
            )
            standing = await _current_anchor(connection, job)
        assert standing is not None, "an anchor was just written, or stood in its way"
        return standing

    async def complete(self, job: LeasedJob, report: JobReport) -> JobEvent:
        """Store the report and end the job as completed."""
        payload: JsonObject = {"anchor_run": report.anchor.run_index if report.anchor else None}
        async with self._fenced(job) as connection:
            await write_report(connection, job, report)
            await connection.execute(update(JobRow).where(_leased(job)).values(_ending(JobStatus.COMPLETED)))
            return await append_event(connection, job.scope, job.id, Happening(EventKind.JOB_COMPLETED, payload))

    async def fail(self, job: LeasedJob, message: str) -> JobEvent:
        """End the job as failed, with a message for its owner."""
        values = _ending(JobStatus.FAILED) | {"error_message": message}
        async with self._fenced(job) as connection:
            await connection.execute(update(JobRow).where(_leased(job)).values(values))
            return await append_event(connection, job.scope, job.id, Happening(EventKind.JOB_FAILED, {"message": message}))

    @asynccontextmanager
    async def _fenced(self, job: LeasedJob) -> AsyncIterator[AsyncConnection]:
        """One transaction that holds the job's row. Raises LeaseLost when the lease is somebody else's."""
        async with self._database.transaction(job.scope) as connection:
            held = await connection.execute(select(col(JobRow.id)).where(_leased(job)).with_for_update())
            if held.one_or_none() is None:
                raise LeaseLost(f"the lease on job {job.id} was lost: another worker has taken it over, or it has ended")
            yield connection


async def _current_anchor(connection: AsyncConnection, job: LeasedJob) -> Anchor | None:
    contract = select(col(JobRow.contract_id)).where(col(JobRow.id) == job.id).scalar_subquery()
    statement = select(
        col(AnchorRow.raw_output),
        col(AnchorRow.canonical_output),
        col(AnchorRow.pass_rate),
        col(AnchorRow.source_job_id),
        col(AnchorRow.source_run_index),
    ).where(
        col(AnchorRow.organization_id) == job.scope.organization_id,
        col(AnchorRow.contract_id) == contract,
        col(AnchorRow.replaced_by).is_(None),
    )
    row = (await connection.execute(statement)).one_or_none()
    if row is None:
        return None
    return Anchor(row.raw_output, row.canonical_output, row.source_run_index if row.source_job_id == job.id else None, row.pass_rate)


def _job(scope: Scope, job_id: UUID):  # type: ignore[no-untyped-def]  # noqa: ANN202 - SQLAlchemy's own expression type
    return (col(JobRow.organization_id) == scope.organization_id) & (col(JobRow.id) == job_id)


def _leased(job: LeasedJob):  # type: ignore[no-untyped-def]  # noqa: ANN202 - as above
    return _job(job.scope, job.id) & (col(JobRow.lease_token) == job.lease_token) & (col(JobRow.status) == JobStatus.RUNNING)


def _from_now(seconds: float):  # type: ignore[no-untyped-def]  # noqa: ANN202 - as above
    return func.now() + timedelta(seconds=seconds)


def _ending(status: JobStatus) -> dict[str, object]:
    return {"status": status, "completed_at": func.now(), **_NO_LEASE}
