"""Reading contracts and restriction sets."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select, tuple_
from sqlmodel import col

from engine.adapters.postgres.contracts import CONTRACT
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.readers.page import Moment, Page, page_of
from engine.adapters.postgres.readers.records import ContractRecord, RestrictionSetRecord
from engine.adapters.postgres.restriction_sets import RESTRICTION_SET
from engine.adapters.postgres.tables import ContractRow, RestrictionSetDeprecationRow, RestrictionSetRow
from engine.adapters.postgres.versioned import VersionedRow, visible
from engine.domain.contract import Source
from engine.domain.job import Scope


async def contracts_by_id(database: Database, scope: Scope, ids: Sequence[UUID]) -> list[ContractRecord]:
    """The visible contracts among these ids, in no order."""
    return [_contract(row) for row in await _by_id(database, scope, ContractRow, ids)]


async def restriction_sets_by_id(database: Database, scope: Scope, ids: Sequence[UUID]) -> list[RestrictionSetRecord]:
    """The visible restriction sets among these ids, in no order."""
    return [_restriction_set(row) for row in await _by_id(database, scope, RestrictionSetRow, ids)]


async def contracts_page(database: Database, scope: Scope, first: int, after: Moment | None) -> Page[ContractRecord]:
    """The visible contracts, oldest first."""
    return page_of([_contract(row) for row in await _rows(database, scope, _listed(ContractRow, scope, first, after))], first)


async def restriction_sets_page(
    database: Database, scope: Scope, first: int, after: Moment | None, name: str | None = None
) -> Page[RestrictionSetRecord]:
    """The visible restriction sets, or those of one name, oldest first."""
    statement = _listed(RestrictionSetRow, scope, first, after)
    named = statement if name is None else statement.where(col(RestrictionSetRow.name) == name)
    return page_of([_restriction_set(row) for row in await _rows(database, scope, named)], first)


async def _by_id(database: Database, scope: Scope, table: VersionedRow, ids: Sequence[UUID]) -> Sequence[Row[Any]]:
    return await _rows(database, scope, _columns(table).where(visible(table, scope), col(table.id).in_(ids)))


async def _rows(database: Database, scope: Scope, statement: Any) -> Sequence[Row[Any]]:  # noqa: ANN401 - SQLAlchemy's Select of columns
    async with database.transaction(scope) as connection:
        return (await connection.execute(statement)).all()


def _listed(table: VersionedRow, scope: Scope, first: int, after: Moment | None) -> Any:  # noqa: ANN401 - as above
    order = (col(table.created_at), col(table.id))
    statement = _columns(table).where(visible(table, scope)).order_by(*order).limit(first + 1)
    return statement if after is None else statement.where(tuple_(*order) > (after.created_at, after.id))


def _columns(table: VersionedRow) -> Any:  # noqa: ANN401 - SQLAlchemy's Select of these columns
    columns = select(col(table.id), col(table.source), col(table.content), col(table.content_hash), col(table.created_at))
    if table is not RestrictionSetRow:
        return columns
    deprecation = RestrictionSetDeprecationRow
    found = columns.add_columns(col(deprecation.reason).label("deprecation"))
    return found.outerjoin(deprecation, col(deprecation.restriction_set_id) == col(RestrictionSetRow.id))


def _contract(row: Row[Any]) -> ContractRecord:
    contract = CONTRACT.validate_python(row.content)
    return ContractRecord(row.id, Source(row.source), contract, row.content, row.content_hash, row.created_at)


def _restriction_set(row: Row[Any]) -> RestrictionSetRecord:
    restriction_set = RESTRICTION_SET.validate_python(row.content)
    return RestrictionSetRecord(row.id, Source(row.source), restriction_set, row.content_hash, row.created_at, row.deprecation)
