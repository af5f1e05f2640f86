"""Reading contracts and restriction sets."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, select
from sqlmodel import col

from engine.adapters.postgres.contracts import CONTRACT
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.readers.records import ContractRecord, RestrictionSetRecord
from engine.adapters.postgres.restriction_sets import RESTRICTION_SET
from engine.adapters.postgres.tables import ContractDeprecationRow, ContractRow, RestrictionSetDeprecationRow, RestrictionSetRow
from engine.adapters.postgres.versioned import VersionedRow, version_order, visible
from engine.domain.contract import Source
from engine.domain.job import Scope


async def contracts_by_id(database: Database, scope: Scope, ids: Sequence[UUID]) -> list[ContractRecord]:
    """The visible contracts among these ids, in no order."""
    return [contract_record(row) for row in await _by_id(database, scope, ContractRow, ids)]


async def restriction_sets_by_id(database: Database, scope: Scope, ids: Sequence[UUID]) -> list[RestrictionSetRecord]:
    """The visible restriction sets among these ids, in no order."""
    return [restriction_set_record(row) for row in await _by_id(database, scope, RestrictionSetRow, ids)]


async def contract_versions(database: Database, scope: Scope, names: Sequence[str]) -> list[ContractRecord]:
    """All visible versions of contracts of these names, newest version first."""
    statement = version_columns(ContractRow).where(visible(ContractRow, scope), col(ContractRow.name).in_(names))
    async with database.transaction(scope) as connection:
        found = [contract_record(row) for row in await connection.execute(statement)]
    return sorted(found, key=lambda record: version_order(record.contract.version), reverse=True)


async def _by_id(database: Database, scope: Scope, table: VersionedRow, ids: Sequence[UUID]) -> Sequence[Row[Any]]:
    statement = version_columns(table).where(visible(table, scope), col(table.id).in_(ids))
    async with database.transaction(scope) as connection:
        rows: Sequence[Row[Any]] = (await connection.execute(statement)).all()
    return rows


def version_columns(table: VersionedRow) -> Select[Any]:
    """The columns of a version, with the reason of its deprecation."""
    reasons = ContractDeprecationRow if table is ContractRow else RestrictionSetDeprecationRow
    deprecated = ContractDeprecationRow.contract_id if table is ContractRow else RestrictionSetDeprecationRow.restriction_set_id
    columns = (col(table.id), col(table.source), col(table.content), col(table.content_hash), col(table.created_at))
    return select(*columns, col(reasons.reason).label("deprecation")).outerjoin(reasons, col(deprecated) == col(table.id))


def contract_record(row: Row[Any]) -> ContractRecord:
    """A contract as it stands in a row of `version_columns`."""
    contract = CONTRACT.validate_python(row.content)
    return ContractRecord(row.id, Source(row.source), contract, row.content, row.content_hash, row.created_at, row.deprecation)


def restriction_set_record(row: Row[Any]) -> RestrictionSetRecord:
    """A restriction set as it stands in a row of `version_columns`."""
    restriction_set = RESTRICTION_SET.validate_python(row.content)
    return RestrictionSetRecord(row.id, Source(row.source), restriction_set, row.content_hash, row.created_at, row.deprecation)
