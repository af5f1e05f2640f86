"""The port ResultStore on PostgreSQL: every write fenced by the job's lease; what runs write at the same time is one transaction."""

import asyncio
from uuid import UUID

from sqlalchemy import Uuid, bindparam, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col

from engine.adapters.postgres import documents, leases
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.events import Happening, append_event
from engine.adapters.postgres.grouped_writes import GroupedWrites
from engine.adapters.postgres.job_progress import progress_of
from engine.adapters.postgres.reading import SCOPE_ORGANIZATION, Reading, ReadRow
from engine.adapters.postgres.report_writer import report_rows, write_report
from engine.adapters.postgres.run_writes import Analysed, Answered, Asking
from engine.adapters.postgres.tables import AnchorRow, JobRow, RunRow
from engine.domain.job import EndReason, EventKind, JobEvent, JobStatus, LeasedJob, Progress, Scope
from engine.domain.json_value import JsonObject
from engine.domain.report import Anchor, JobReport
from engine.domain.run import Generation, OutputAnalysis

ROWS_AT_ONCE = 50
_JOB = bindparam("job", type_=Uuid)
_RUNS = RunRow.__table__  # type: ignore[attr-defined]
_GENERATIONS = Reading(
    select(_RUNS.c[documents.GENERATION_COLUMNS])
    .where(_RUNS.c.organization_id == SCOPE_ORGANIZATION, _RUNS.c.job_id == _JOB)
    .order_by(_RUNS.c.run_index)
)
_ANCHORS = AnchorRow.__table__  # type: ignore[attr-defined]
_CURRENT_ANCHOR = Reading(
    select(_ANCHORS.c["raw_output", "canonical_output", "pass_rate", "source_job_id", "source_run_index"]).where(
        _ANCHORS.c.organization_id == SCOPE_ORGANIZATION,
        _ANCHORS.c.contract_id == select(col(JobRow.contract_id)).where(col(JobRow.id) == _JOB).scalar_subquery(),
        _ANCHORS.c.replaced_by.is_(None),
    )
)


class PostgresResultStore:
    """Keeps the truth about jobs in PostgreSQL."""

    def __init__(self, database: Database) -> None:
        """Take the pool of the application's role."""
        self._database, self._writes = database, GroupedWrites(database)

    async def claim(self, scope: Scope, job_id: UUID, lease_seconds: float) -> tuple[LeasedJob, JobEvent | None] | None:
        """Take the lease on a job that is queued and ready, or running with an expired lease; None when there is nothing to do."""
        return await leases.claim(self._database, scope, job_id, lease_seconds)

    async def extend_lease(self, job: LeasedJob, lease_seconds: float) -> None:
        """Move the end of the lease to `lease_seconds` from now."""
        await leases.extend(self._database, job, lease_seconds)

    async def release(self, job: LeasedJob) -> None:
        """Give the job back to the queue, its stored runs kept (an orderly stop)."""
        await leases.give_back(self._database, job, has_yielded=False)

    async def yield_turn(self, job: LeasedJob) -> None:
        """Give the job back to the queue, so that others get their turn; it goes on without an event."""
        await leases.give_back(self._database, job, has_yielded=True)

    async def delay(self, job: LeasedJob, why: str) -> JobEvent | None:
        """Give a job back whose attempt broke down, to be tried again later; None when it was tried too often."""
        return await leases.delay(self._database, job, why)

    async def progress(self, job: LeasedJob) -> Progress:
        """How far the job's earlier turns came, and what they used up."""
        return await progress_of(self._database, job)

    async def stored_generations(self, job: LeasedJob) -> tuple[Generation, ...]:
        """The generations already stored, in order of their run index; many are read without holding up the event loop."""
        rows, found = await self._database.read(job.scope, _GENERATIONS, job=job.id), []
        for start in range(0, len(rows), ROWS_AT_ONCE):
            found += [documents.generation_of(row) for row in rows[start : start + ROWS_AT_ONCE]]
            await asyncio.sleep(0)
        return tuple(found)

    async def note_request(self, job: LeasedJob, run_index: int) -> None:
        """Write down that a run is about to be asked for; written down before, it counts once more."""
        await self._writes.write(job, Asking(run_index))

    async def save_generation(self, job: LeasedJob, generation: Generation) -> JobEvent | None:
        """Store one generation; None when that run index was stored before, and then nothing changes."""
        return await self._writes.write(job, Answered(generation))

    async def save_analysis(self, job: LeasedJob, run_index: int, analysis: OutputAnalysis) -> JobEvent | None:
        """Store what was found out about one run's output; None when it was stored before."""
        return await self._writes.write(job, Analysed(run_index, analysis))

    async def current_anchor(self, job: LeasedJob) -> Anchor | None:
        """The anchor of the job's contract version, if the organization has one; `run_index` is set if it is of this job."""
        rows = await self._database.read(job.scope, _CURRENT_ANCHOR, job=job.id)
        return _anchor_of(rows[0], job) if rows else None

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
        async with leases.fenced(self._database, job) as connection:
            await connection.execute(
                insert(AnchorRow)
                .values(values)
                .on_conflict_do_nothing(index_elements=["organization_id", "contract_id"], index_where=col(AnchorRow.replaced_by).is_(None))
            )
        standing = await self.current_anchor(job)
        assert standing is not None, "an anchor was just written, or stood in its way"
        return standing

    async def complete(self, job: LeasedJob, report: JobReport) -> JobEvent:
        """Store the report and end the job as completed."""
        payload: JsonObject = {"anchor_run": report.anchor.run_index if report.anchor else None}
        rows = await asyncio.to_thread(report_rows, job, report)
        async with leases.fenced(self._database, job) as connection:
            await write_report(connection, rows)
            await connection.execute(update(JobRow).where(leases.leased(job)).values(_ending(JobStatus.COMPLETED)))
            return await append_event(connection, job.scope, job.id, Happening(EventKind.JOB_COMPLETED, payload))

    async def fail(self, job: LeasedJob, message: str, reason: EndReason = EndReason.INTERNAL_ERROR) -> JobEvent:
        """End the job as failed, with a message for its owner and the reason as a word for programs."""
        values = _ending(JobStatus.FAILED) | {"error_message": message, "end_reason": reason}
        payload: JsonObject = {"message": message, "reason": reason.value}
        async with leases.fenced(self._database, job) as connection:
            await connection.execute(update(JobRow).where(leases.leased(job)).values(values))
            return await append_event(connection, job.scope, job.id, Happening(EventKind.JOB_FAILED, payload))


def _anchor_of(row: ReadRow, job: LeasedJob) -> Anchor:
    """The anchor in a row; its run is named if it is of this job."""
    return Anchor(row.raw_output, row.canonical_output, row.source_run_index if row.source_job_id == job.id else None, row.pass_rate)


def _ending(status: JobStatus) -> dict[str, object]:
    return {"status": status, "completed_at": func.now(), **leases.NO_LEASE}
