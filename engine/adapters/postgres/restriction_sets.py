"""Restriction sets in PostgreSQL."""

from pydantic import TypeAdapter

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.tables import RestrictionSetRow
from engine.adapters.postgres.versioned import named, version_order
from engine.domain.errors import NotFound
from engine.domain.job import Scope
from engine.domain.restriction import RestrictionSet

RESTRICTION_SET = TypeAdapter(RestrictionSet)


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
