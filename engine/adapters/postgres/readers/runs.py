"""Reading runs, results of jobs, and classes of equal runs."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Text, cast, func, select, tuple_
from sqlalchemy.dialects.postgresql import aggregate_order_by, distinct_on
from sqlmodel import col

from engine.adapters.postgres import documents
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.readers.page import Page, page_of
from engine.adapters.postgres.readers.records import ClassRecord, ResultRecord, RunRecord
from engine.adapters.postgres.stored_text import restore_text
from engine.adapters.postgres.tables import JobResultRow, JobRow, RunRow
from engine.domain.job import Scope
from engine.domain.run import EvidenceLevel, GenerationStatus

_TABLE = RunRow.__table__  # type: ignore[attr-defined]
_COLUMNS = select(
    _TABLE.c[
        "id", "job_id", "run_index", "status", "raw_output", "error_message", "usage", "analysis",
        "repaired_output", "evidence", "behaviour_class", "distance_pre", "distance_post", "property_differences", "provider_data",
    ]
)  # fmt: skip
_RESULT_COLUMNS = (
    "job_id", "engine_version", "metrics", "rules", "anchor", "notices", "behaviour_classes", "fields", "created_at", "artifacts_url",
)  # fmt: skip


async def runs_by_id(database: Database, scope: Scope, ids: Sequence[UUID]) -> list[RunRecord]:
    """The organization's runs among these ids, in no order."""
    async with database.transaction(scope) as connection:
        return [_run(row) for row in await connection.execute(_COLUMNS.where(_own(scope), _TABLE.c.id.in_(ids)))]


async def runs_by_index(database: Database, scope: Scope, keys: Sequence[tuple[UUID, int]]) -> list[RunRecord]:
    """The organization's runs among these (job id, run index), in no order."""
    statement = _COLUMNS.where(_own(scope), tuple_(_TABLE.c.job_id, _TABLE.c.run_index).in_(keys))
    async with database.transaction(scope) as connection:
        return [_run(row) for row in await connection.execute(statement)]


async def runs_pages(database: Database, scope: Scope, job_ids: Sequence[UUID], first: int, after: int) -> dict[UUID, Page[RunRecord]]:
    """For each job its runs after an index, in order of their index, in one statement."""
    number = func.row_number().over(partition_by=_TABLE.c.job_id, order_by=_TABLE.c.run_index).label("number")
    numbered = _COLUMNS.add_columns(number).where(_own(scope), _TABLE.c.job_id.in_(job_ids), _TABLE.c.run_index > after).subquery()
    statement = select(numbered).where(numbered.c.number <= first + 1).order_by(numbered.c.job_id, numbered.c.run_index)
    async with database.transaction(scope) as connection:
        rows = (await connection.execute(statement)).all()
    return {job_id: page_of([_run(row) for row in rows if row.job_id == job_id], first) for job_id in job_ids}


async def latest_results(database: Database, scope: Scope, job_ids: Sequence[UUID]) -> list[ResultRecord]:
    """The newest result of each of these jobs that has one, in no order."""
    table = JobResultRow.__table__  # type: ignore[attr-defined]
    statement = (
        select(table.c[_RESULT_COLUMNS])
        .ext(distinct_on(table.c.job_id))
        .where(table.c.organization_id == scope.organization_id, table.c.job_id.in_(job_ids))
        .order_by(table.c.job_id, table.c.created_at.desc(), table.c.id.desc())
    )
    async with database.transaction(scope) as connection:
        return [_result(row) for row in await connection.execute(statement)]


async def canonical_classes(database: Database, scope: Scope, job_ids: Sequence[UUID]) -> list[ClassRecord]:
    """Runs of these jobs grouped by canonical form, the largest class of each job first."""
    return await _classes(database, scope, job_ids, _TABLE.c.canonical_hash)


async def behaviour_classes(database: Database, scope: Scope, job_ids: Sequence[UUID]) -> list[ClassRecord]:
    """Runs of these jobs grouped by behaviour, the largest class of each job first."""
    return await _classes(database, scope, job_ids, cast(_TABLE.c.behaviour_class, Text))


async def _classes(database: Database, scope: Scope, job_ids: Sequence[UUID], key: Any) -> list[ClassRecord]:  # noqa: ANN401 - a column
    indexes = func.array_agg(aggregate_order_by(_TABLE.c.run_index, _TABLE.c.run_index))
    examples = _first(_TABLE.c.raw_output)
    forms = _first(_TABLE.c.canonical_output)
    statement = (
        select(
            _TABLE.c.job_id,
            key.label("key"),
            indexes.label("run_indexes"),
            examples.label("example_output"),
            forms.label("canonical_output"),
            func.bool_and(_TABLE.c.oracle_passed).label("oracle_passed"),
            col(JobRow.num_runs),
        )
        .join(JobRow, col(JobRow.id) == _TABLE.c.job_id)
        .where(_own(scope), _TABLE.c.job_id.in_(job_ids), key.is_not(None))
        .group_by(_TABLE.c.job_id, key, col(JobRow.num_runs))
        .order_by(_TABLE.c.job_id, func.count().desc(), func.min(_TABLE.c.run_index))
    )
    async with database.transaction(scope) as connection:
        return [_class(row) for row in await connection.execute(statement)]


def _first(column: Any) -> Any:  # noqa: ANN401 - a column, and the text of the group's first run in it
    return func.jsonb_agg(aggregate_order_by(column, _TABLE.c.run_index)).op("->>", return_type=Text())(0)


def _class(row: Row[Any]) -> ClassRecord:
    form = None if row.canonical_output is None else restore_text(row.canonical_output)
    example = restore_text(row.example_output or "")
    return ClassRecord(row.job_id, row.key, tuple(row.run_indexes), example, form, row.oracle_passed, row.num_runs)


def _own(scope: Scope) -> Any:  # noqa: ANN401 - SQLAlchemy's own expression type
    return _TABLE.c.organization_id == scope.organization_id


def _run(row: Row[Any]) -> RunRecord:
    return RunRecord(
        row.id,
        row.job_id,
        row.run_index,
        GenerationStatus(row.status),
        row.raw_output,
        row.error_message,
        documents.USAGE.validate_python(row.usage),
        None if row.analysis is None else documents.ANALYSIS.validate_python(row.analysis),
        row.repaired_output,
        None if row.evidence is None else EvidenceLevel(row.evidence),
        row.behaviour_class,
        row.distance_pre,
        row.distance_post,
        documents.PROPERTY_DIFFERENCES.validate_python(row.property_differences),
        row.provider_data,
    )


def _result(row: Row[Any]) -> ResultRecord:
    return ResultRecord(
        row.job_id,
        row.engine_version,
        documents.METRICS.validate_python(row.metrics),
        documents.RULES.validate_python(row.rules),
        documents.ANCHOR.validate_python(row.anchor),
        tuple(row.notices),
        documents.BEHAVIOUR_CLASSES.validate_python(row.behaviour_classes),
        documents.FIELDS.validate_python(row.fields),
        row.created_at,
        row.artifacts_url,
    )
