"""One row of an organization's own by its key."""

from dataclasses import fields
from typing import Protocol, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from engine.adapters.postgres.database import Database
from engine.domain.job import Scope

T = TypeVar("T")


class Owned(Protocol):
    """A table whose rows belong to organizations."""

    id: UUID
    organization_id: UUID


async def own_by_id(database: Database, scope: Scope, key: UUID, table: type[Owned], record: type[T]) -> T | None:
    """The organization's row with this key, or None; the record's fields are named like the columns."""
    columns = [getattr(table, field.name) for field in fields(record)]  # type: ignore[arg-type]
    statement = select(*columns).where(col(table.organization_id) == scope.organization_id, col(table.id) == key)
    async with database.transaction(scope) as connection:
        row = (await connection.execute(statement)).one_or_none()
    return None if row is None else record(**row._mapping)
