"""Reading jobs and their events."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import ARRAY, Integer, Select, Uuid, any_, bindparam, literal_column, select
from sqlmodel import col

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.readers.later import Made, later
from engine.adapters.postgres.readers.records import EventRecord, JobRecord
from engine.adapters.postgres.reading import SCOPE_ORGANIZATION, Reading
from engine.adapters.postgres.tables import JobEventRow, JobRow
from engine.adapters.postgres.tables.columns import Document
from engine.domain.experiment import AnchorStrategy
from engine.domain.job import EndReason, EventKind, JobStatus, Scope
from engine.domain.pins import Pins
from engine.domain.run import EvidenceLevel

_PINS = TypeAdapter(Pins)
_NAMES = (
    *("id", "created_by", "client_job_id", "contract_id", "contract_version"),
    *("restriction_ids", "num_runs", "config_hash", "status", "retry_count"),
    *("error_message", "end_reason", "last_event_number", "generated_count", "unanswered_count", "analysed_count"),
    *("failed_count", "refused_count", "timed_out_count", "tier", "retry_of"),
    *("created_at", "started_at", "completed_at", "expires_at", "deadline_at"),
)
_FROM_CONFIG = ("pins", "analyses", "accepted_evidence", "anchor_strategy")
_COLUMNS = {
    **{name: getattr(JobRow, name) for name in _NAMES},
    **{name: literal_column(f"jobs.config -> '{name}'", Document).label(name) for name in _FROM_CONFIG},
}
JOB_COLUMNS: Select[Any] = select(*_COLUMNS.values())
_ALWAYS = frozenset({"id", "created_at"})
# What an attribute of a job needs where that is not its own column.
_NEEDED = {
    "contract": {"contract_id"},
    "restriction_sets": {"restriction_ids"},
    "result": set[str](),
    "runs": set[str](),
    "events": set[str](),
    "is_partial": {"status", "generated_count", "num_runs"},
    "progress": {"num_runs", "last_event_number", *(name for name in _NAMES if name.endswith("_count") and name != "retry_count")},
}
OWN_JOBS = col(JobRow.organization_id) == SCOPE_ORGANIZATION
_BY_ID = Reading(JOB_COLUMNS.where(OWN_JOBS, col(JobRow.id) == any_(bindparam("ids", type_=ARRAY(Uuid)))))
_EVENT_TABLE = JobEventRow.__table__  # type: ignore[attr-defined]
_EVENTS = Reading(
    select(_EVENT_TABLE.c["job_id", "number", "kind", "payload", "created_at"])
    .where(
        _EVENT_TABLE.c.organization_id == SCOPE_ORGANIZATION,
        _EVENT_TABLE.c.job_id == bindparam("job", type_=Uuid),
        _EVENT_TABLE.c.number > bindparam("after", type_=Integer),
    )
    .order_by(_EVENT_TABLE.c.number)
    .limit(bindparam("count", type_=Integer))
)


def job_columns_for(attributes: Iterable[str]) -> frozenset[str]:
    """The columns that these attributes of a job need."""
    return _ALWAYS.union(*(_NEEDED.get(name, {name}) for name in attributes))


def select_jobs(columns: frozenset[str] | None) -> Select[Any]:
    """A selection of jobs with these columns, None for all; a record made of its rows has those values only."""
    return JOB_COLUMNS if columns is None else select(*(column for name, column in _COLUMNS.items() if name in columns))


async def jobs_by_id(database: Database, scope: Scope, ids: Sequence[UUID]) -> list[JobRecord]:
    """The organization's jobs among these ids, in no order."""
    return await database.read_as(LATER_JOB, scope, _BY_ID, ids=list(ids))


async def events_after(database: Database, scope: Scope, job_id: UUID, after: int, first: int) -> list[EventRecord]:
    """The job's next events after a number, in order; empty for a job that the scope does not see."""
    rows = await database.read(scope, _EVENTS, job=job_id, after=after, count=first)
    return [EventRecord(row.job_id, row.number, EventKind(row.kind), row.payload, row.created_at) for row in rows]


# A job as it stands in a row of `select_jobs`.
LATER_JOB = later(
    JobRecord,
    _BY_ID.processors,
    {
        "status": JobStatus,
        "restriction_ids": tuple,
        "pins": Made("pins", _PINS.validate_python),
        "analyses": tuple,
        "accepted_evidence": EvidenceLevel,
        "anchor_strategy": AnchorStrategy,
        "end_reason": EndReason,
    },
)
