"""Reading violations of a job's runs, place by place."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, column, func, literal_column, select, true, tuple_
from sqlalchemy.dialects.postgresql import JSONB

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.readers.page import Page, page_of
from engine.adapters.postgres.stored_text import restore_json
from engine.adapters.postgres.tables import RunRow
from engine.domain.job import Scope
from engine.domain.restriction import Severity, Violation

_TABLE = RunRow.__table__  # type: ignore[attr-defined]
_VIOLATION = TypeAdapter(Violation)
_LISTED: Any = (
    func.jsonb_array_elements(literal_column("runs.analysis -> 'violations'"))
    .table_valued(column("item", JSONB), with_ordinality="place", name="violation")
    .render_derived()
    .lateral()
)
_ITEM, _PLACE = _LISTED.c.item, _LISTED.c.place - 1


@dataclass(frozen=True, slots=True)
class ViolationRecord:
    """One violation, and its place among those of its run, counted from 0."""

    run_id: UUID
    run_index: int
    place: int
    violation: Violation


@dataclass(frozen=True, slots=True)
class ViolationSelection:
    """Which violations to list; None selects all."""

    set_id: str | None = None
    rule_id: str | None = None
    severity: Severity | None = None
    is_waived: bool | None = None
    run_index: int | None = None


@dataclass(frozen=True, slots=True)
class ViolationWindow:
    """How many violations, after which run index and place there."""

    first: int
    after: tuple[int, int] = (-1, -1)


async def violations_page(
    database: Database, scope: Scope, job_id: UUID, window: ViolationWindow, selection: ViolationSelection
) -> Page[ViolationRecord]:
    """Violations of a job's runs, by run index and then as they stand in the output."""
    order = (_TABLE.c.run_index, _PLACE)
    statement = (
        select(_TABLE.c.id, _TABLE.c.run_index, _PLACE.label("place"), _ITEM)
        .select_from(_TABLE.join(_LISTED, true()))
        .where(_TABLE.c.organization_id == scope.organization_id, _TABLE.c.job_id == job_id, *_conditions(selection))
        .where(tuple_(*order) > window.after)
        .order_by(*order)
        .limit(window.first + 1)
    )
    async with database.transaction(scope) as connection:
        rows = [
            ViolationRecord(row.id, row.run_index, row.place, _VIOLATION.validate_python(restore_json(row.item)))
            for row in await connection.execute(statement)
        ]
    return page_of(rows, window.first)


def _conditions(wanted: ViolationSelection) -> Iterator[ColumnElement[bool]]:
    for name in ("set_id", "rule_id", "severity"):
        value = getattr(wanted, name)
        if value is not None:
            yield _ITEM[name].astext == str(value)
    if wanted.is_waived is not None:
        yield _ITEM["waiver"].astext.is_not(None) == wanted.is_waived
    if wanted.run_index is not None:
        yield _TABLE.c.run_index == wanted.run_index
