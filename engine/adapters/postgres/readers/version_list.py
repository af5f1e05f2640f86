"""Listing contracts and restriction sets: narrowed, sorted, counted."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Integer, Row, Select, cast, exists, func, literal_column, or_, select, tuple_
from sqlalchemy.dialects.postgresql import array
from sqlmodel import col

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.readers.order import Order, Window, containing, in_window
from engine.adapters.postgres.readers.page import Page, page_of
from engine.adapters.postgres.readers.records import ContractRecord, RestrictionSetRecord
from engine.adapters.postgres.readers.versions import contract_record, restriction_set_record, version_columns
from engine.adapters.postgres.tables import ContractRow, RestrictionSetRow
from engine.adapters.postgres.versioned import VersionedRow, visible
from engine.domain.contract import Kind, Source
from engine.domain.job import Scope


@dataclass(frozen=True, slots=True)
class VersionSelection:
    """Which versions to list; None selects all.

    `text` is looked for in name and title, `name` is one name exactly; `newest_only` leaves out older versions.
    """

    text: str | None = None
    kind: Kind | None = None
    source: Source | None = None
    newest_only: bool = False
    name: str | None = None


async def contracts_page(
    database: Database, scope: Scope, window: Window, selection: VersionSelection, order: Order
) -> Page[ContractRecord]:
    """The visible contracts; `window.after` holds the order's columns of the last one seen: its time or name, and its id."""
    rows = await _page(database, scope, _listed(ContractRow, scope, selection, window, order))
    return page_of([contract_record(row) for row in rows], window.first)


async def restriction_sets_page(
    database: Database, scope: Scope, window: Window, selection: VersionSelection, order: Order
) -> Page[RestrictionSetRecord]:
    """The visible restriction sets, as above."""
    rows = await _page(database, scope, _listed(RestrictionSetRow, scope, selection, window, order))
    return page_of([restriction_set_record(row) for row in rows], window.first)


async def versions_count(database: Database, scope: Scope, table: VersionedRow, selection: VersionSelection) -> int:
    """How many versions a selection holds."""
    statement = select(func.count()).select_from(table).where(*_conditions(table, scope, selection))
    async with database.transaction(scope) as connection:
        return int((await connection.execute(statement)).scalar_one())


async def _page(database: Database, scope: Scope, statement: Select[Any]) -> list[Row[Any]]:
    async with database.transaction(scope) as connection:
        return list((await connection.execute(statement)).all())


def _listed(table: VersionedRow, scope: Scope, selection: VersionSelection, window: Window, order: Order) -> Select[Any]:
    columns = (col(table.name) if order is Order.NAME else col(table.created_at), col(table.id))
    found = version_columns(table).where(*_conditions(table, scope, selection))
    return in_window(found, columns, window, is_descending=order is Order.NEWEST)


def _conditions(table: VersionedRow, scope: Scope, wanted: VersionSelection) -> Iterator[ColumnElement[bool]]:
    yield visible(table, scope)
    if wanted.text:
        pattern = containing(wanted.text)
        yield or_(*(column.ilike(pattern, escape="\\") for column in (col(table.name), col(table.title))))
    if wanted.name is not None:
        yield col(table.name) == wanted.name
    if wanted.source is not None:
        yield col(table.source) == wanted.source
    if wanted.kind is not None:
        yield _is_for(table, wanted.kind)
    if wanted.newest_only:
        yield ~_has_newer(table, scope)


def _is_for(table: VersionedRow, kind: Kind) -> ColumnElement[bool]:
    if table is ContractRow:
        return col(ContractRow.kind) == kind
    return literal_column("restriction_sets.content -> 'kinds'").op("?")(kind.value)


def _has_newer(table: VersionedRow, scope: Scope) -> ColumnElement[bool]:
    """Whether there is a higher version of the same name and source; of two equal numbers the one written later."""
    this, other = table.__table__.c, table.__table__.alias("other").c  # type: ignore[union-attr]
    seen = or_(other.organization_id == scope.organization_id, other.source == Source.PRESET)
    higher = tuple_(_number(other), other.created_at) > tuple_(_number(this), this.created_at)
    return exists(select(other.id).where(other.name == this.name, other.source == this.source, seen, higher))


def _number(columns: Any) -> Any:  # noqa: ANN401 - the columns of a table, or of an alias of one
    """The numbers of a version, which compare as people read them."""
    numbers = func.string_to_array(func.substring(columns.version, "^[0-9.]*[0-9]"), ".")
    return func.coalesce(cast(numbers, ARRAY(Integer)), cast(array([]), ARRAY(Integer)))
