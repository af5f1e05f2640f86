"""Reading jobs and their events."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import Row, Select, literal_column, select, tuple_
from sqlmodel import col

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.readers.page import Moment, Page, page_of
from engine.adapters.postgres.readers.records import EventRecord, JobRecord
from engine.adapters.postgres.tables import JobEventRow, JobRow
from engine.adapters.postgres.tables.columns import Document
from engine.domain.experiment import AnchorStrategy
from engine.domain.job import EventKind, JobStatus, Scope
from engine.domain.pins import Pins
from engine.domain.run import EvidenceLevel

_PINS = TypeAdapter(Pins)
_NAMES = (
    *("id", "created_by", "client_job_id", "contract_id", "restriction_ids", "num_runs", "config_hash", "status", "retry_count"),
    *("error_message", "last_event_number", "generated_count", "unanswered_count", "analysed_count"),
    *("created_at", "started_at", "completed_at"),
)
_FROM_CONFIG = ("pins", "analyses", "accepted_evidence", "anchor_strategy")
_COLUMNS: Select[Any] = select(
    *(getattr(JobRow, name) for name in _NAMES),
    *(literal_column(f"jobs.config -> '{name}'", Document).label(name) for name in _FROM_CONFIG),
)


@dataclass(frozen=True, slots=True)
class JobSelection:
    """Which jobs to list; None and the empty tuple select all."""

    statuses: tuple[JobStatus, ...] = ()
    contract_id: UUID | None = None


async def jobs_by_id(database: Database, scope: Scope, ids: Sequence[UUID]) -> list[JobRecord]:
    """The organization's jobs among these ids, in no order."""
    statement = _COLUMNS.where(_own(scope), col(JobRow.id).in_(ids))
    async with database.transaction(scope) as connection:
        return [_job(row) for row in await connection.execute(statement)]


async def jobs_page(database: Database, scope: Scope, first: int, after: Moment | None, selection: JobSelection) -> Page[JobRecord]:
    """The organization's jobs, newest first."""
    order = (col(JobRow.created_at), col(JobRow.id))
    statement = _COLUMNS.where(_own(scope)).order_by(*(column.desc() for column in order)).limit(first + 1)
    if after is not None:
        statement = statement.where(tuple_(*order) < (after.created_at, after.id))
    if selection.statuses:
        statement = statement.where(col(JobRow.status).in_(selection.statuses))
    if selection.contract_id is not None:
        statement = statement.where(col(JobRow.contract_id) == selection.contract_id)
    async with database.transaction(scope) as connection:
        return page_of([_job(row) for row in await connection.execute(statement)], first)


async def events_after(database: Database, scope: Scope, job_id: UUID, after: int, first: int) -> list[EventRecord]:
    """The job's next events after a number, in order; empty for a job that the scope does not see."""
    table = JobEventRow.__table__  # type: ignore[attr-defined]
    statement = (
        select(table.c["job_id", "number", "kind", "payload", "created_at"])
        .where(table.c.organization_id == scope.organization_id, table.c.job_id == job_id, table.c.number > after)
        .order_by(table.c.number)
        .limit(first)
    )
    async with database.transaction(scope) as connection:
        rows = (await connection.execute(statement)).all()
    return [EventRecord(row.job_id, row.number, EventKind(row.kind), row.payload, row.created_at) for row in rows]


def _own(scope: Scope) -> Any:  # noqa: ANN401 - SQLAlchemy's own expression type
    return col(JobRow.organization_id) == scope.organization_id


def _job(row: Row[Any]) -> JobRecord:
    values = dict(row._mapping)
    values |= {
        "status": JobStatus(row.status),
        "restriction_ids": tuple(row.restriction_ids),
        "pins": _PINS.validate_python(row.pins),
        "analyses": tuple(row.analyses),
        "accepted_evidence": EvidenceLevel(row.accepted_evidence),
        "anchor_strategy": AnchorStrategy(row.anchor_strategy),
    }
    return JobRecord(**values)
