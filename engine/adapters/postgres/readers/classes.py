"""Reading classes of runs of a job that count as the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, Text, cast, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlmodel import col

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.readers.page import Page, page_of
from engine.adapters.postgres.readers.records import ClassRecord
from engine.adapters.postgres.stored_text import restore_text
from engine.adapters.postgres.tables import JobRow, RunRow
from engine.domain.job import Scope

_TABLE = RunRow.__table__  # type: ignore[attr-defined]
_BEHAVIOUR = cast(_TABLE.c.behaviour_class, Text)
_PASSED: Any = func.bool_and(_TABLE.c.oracle_passed)


@dataclass(frozen=True, slots=True)
class ClassesWanted:
    """A page of a job's behaviour classes: how many, after which number, and only those that pass the oracle or do not."""

    first: int
    after: int = -1
    passes_oracle: bool | None = None


async def canonical_classes(database: Database, scope: Scope, job_ids: Sequence[UUID]) -> list[ClassRecord]:
    """Runs of these jobs grouped by canonical form, the largest class of each job first."""
    return await _read(database, scope, _largest_first(_classes(scope, job_ids, _TABLE.c.canonical_hash)))


async def behaviour_classes(database: Database, scope: Scope, job_ids: Sequence[UUID]) -> list[ClassRecord]:
    """Runs of these jobs grouped by behaviour, the largest class of each job first."""
    return await _read(database, scope, _largest_first(_classes(scope, job_ids, _BEHAVIOUR)))


async def behaviour_classes_page(database: Database, scope: Scope, job_id: UUID, wanted: ClassesWanted) -> Page[ClassRecord]:
    """Some behaviour classes of a job in the order of their numbers, which is the largest first."""
    statement = _classes(scope, [job_id], _BEHAVIOUR).where(_TABLE.c.behaviour_class > wanted.after)
    if wanted.passes_oracle is not None:
        statement = statement.having(wanted.passes_oracle == _PASSED)
    statement = statement.order_by(func.min(_TABLE.c.behaviour_class)).limit(wanted.first + 1)
    return page_of(await _read(database, scope, statement), wanted.first)


def _classes(scope: Scope, job_ids: Sequence[UUID], key: Any) -> Select[Any]:  # noqa: ANN401 - a column
    columns = (
        _TABLE.c.job_id,
        key.label("key"),
        func.array_agg(aggregate_order_by(_TABLE.c.run_index, _TABLE.c.run_index)).label("run_indexes"),
        _first(_TABLE.c.raw_output).label("example_output"),
        _first(_TABLE.c.canonical_output).label("canonical_output"),
        _PASSED.label("oracle_passed"),
        col(JobRow.num_runs),
    )
    return (
        select(*columns)
        .join(JobRow, col(JobRow.id) == _TABLE.c.job_id)
        .where(_TABLE.c.organization_id == scope.organization_id, _TABLE.c.job_id.in_(job_ids), key.is_not(None))
        .group_by(_TABLE.c.job_id, key, col(JobRow.num_runs))
    )


def _largest_first(statement: Select[Any]) -> Select[Any]:
    return statement.order_by(_TABLE.c.job_id, func.count().desc(), func.min(_TABLE.c.run_index))


async def _read(database: Database, scope: Scope, statement: Select[Any]) -> list[ClassRecord]:
    async with database.transaction(scope) as connection:
        return [_class(row) for row in await connection.execute(statement)]


def _first(column: Any) -> Any:  # noqa: ANN401 - a column, and the text of the group's first run in it
    return func.jsonb_agg(aggregate_order_by(column, _TABLE.c.run_index)).op("->>", return_type=Text())(0)


def _class(row: Row[Any]) -> ClassRecord:
    form = None if row.canonical_output is None else restore_text(row.canonical_output)
    example = restore_text(row.example_output or "")
    return ClassRecord(row.job_id, row.key, tuple(row.run_indexes), example, form, row.oracle_passed, row.num_runs)
