"""Loads jobs."""

from uuid import UUID

from strawberry.dataloader import DataLoader

from api.dataloaders.batch import in_order
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.readers.jobs import jobs_by_id
from engine.adapters.postgres.readers.records import JobRecord
from engine.domain.job import Scope


class JobLoader(DataLoader[UUID, JobRecord | None]):
    """Jobs by id; one statement for all keys of a batch, None where nothing is visible."""

    def __init__(self, database: Database, scope: Scope) -> None:
        """Take the pool and whose rows may be seen."""
        self._database, self._scope = database, scope
        super().__init__(load_fn=self._load)

    async def _load(self, keys: list[UUID]) -> list[JobRecord | None]:
        return in_order(keys, await jobs_by_id(self._database, self._scope, keys), lambda record: record.id)
