"""Restriction sets in PostgreSQL."""

from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.tables import RestrictionSetRow
from engine.adapters.postgres.versioned import named, version_order
from engine.domain.contract import Source
from engine.domain.errors import NotFound
from engine.domain.experiment import restriction_set_hash
from engine.domain.job import Scope
from engine.domain.restriction import RestrictionSet

RESTRICTION_SET = TypeAdapter(RestrictionSet)


def restriction_set_values(restriction_set: RestrictionSet, source: Source) -> dict[str, Any]:
    """The columns that a restriction set's content fills."""
    sourced = replace(restriction_set, source=source)
    return {
        "name": sourced.id,
        "version": sourced.version,
        "title": sourced.title,
        "source": source,
        "content": RESTRICTION_SET.dump_python(sourced, mode="json"),
        "content_hash": restriction_set_hash(sourced),
    }


class PostgresRestrictionRepository:
    """The port RestrictionRepository: an organization's restriction sets and the presets."""

    def __init__(self, database: Database) -> None:
        """Take the pool of the application's role."""
        self._database = database

    async def load(self, scope: Scope, set_id: str, version: str | None = None) -> RestrictionSet:
        """One restriction set by its name, the newest version unless one is named. Raises NotFound."""
        async with self._database.transaction(scope) as connection:
            rows = (await connection.execute(named(RestrictionSetRow, scope, set_id, version))).all()
        if not rows:
            raise NotFound("restriction set", set_id if version is None else f"{set_id} version {version}")
        return RESTRICTION_SET.validate_python(max(rows, key=lambda row: version_order(row.version)).content)
