"""Seeding presets: contracts and restriction sets that belong to no organization."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from engine.adapters.postgres.contracts import contract_values
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.restriction_sets import restriction_set_values
from engine.adapters.postgres.tables import ContractRow, RestrictionSetRow
from engine.adapters.postgres.versioned import VersionedRow
from engine.domain.contract import Contract, Source
from engine.domain.errors import Fault, InvalidInput
from engine.domain.restriction import RestrictionSet


async def upsert_presets(database: Database, contracts: Iterable[Contract], restriction_sets: Iterable[RestrictionSet]) -> int:
    """Add the presets that are missing, in one transaction; answers with how many were added.

    `database` is connected as the owner: the application's role cannot write presets. Raises InvalidInput when a preset's content
    differs from what is stored under the same version.
    """
    contract_rows = [contract_values(contract, Source.PRESET) | {"is_public": True} for contract in contracts]
    set_rows = [restriction_set_values(item, Source.PRESET) | {"is_public": True} for item in restriction_sets]
    async with database.unscoped_transaction() as connection:
        added = await _add(connection, ContractRow, contract_rows, "contract")
        return added + await _add(connection, RestrictionSetRow, set_rows, "restriction set")


async def _add(connection: AsyncConnection, table: VersionedRow, rows: list[dict[str, Any]], kind: str) -> int:
    added, faults = 0, []
    for row in rows:
        key = ["organization_id", "name", "version"]
        statement = insert(table).values(row).on_conflict_do_nothing(index_elements=key).returning(col(table.id))
        if (await connection.execute(statement)).one_or_none() is not None:
            added += 1
        elif await _stored_hash(connection, table, row) != row["content_hash"]:
            faults.append(Fault(f"preset {kind} {row['name']} version {row['version']} differs from the one stored under this version"))
    if faults:
        raise InvalidInput(faults, "versions never change: give the new content a new version")
    return added


async def _stored_hash(connection: AsyncConnection, table: VersionedRow, row: dict[str, Any]) -> str | None:
    same = (col(table.organization_id).is_(None), col(table.name) == row["name"], col(table.version) == row["version"])
    return (await connection.execute(select(col(table.content_hash)).where(*same))).scalar_one_or_none()
