"""Loads the classes of a job's runs by behaviour."""

from uuid import UUID

from strawberry.dataloader import DataLoader

from api.dataloaders.batch import grouped
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.readers.classes import behaviour_classes
from engine.adapters.postgres.readers.records import ClassRecord
from engine.domain.job import Scope


class BehaviourClassLoader(DataLoader[UUID, list[ClassRecord]]):
    """Classes by job id, largest first; one statement for all jobs of a batch, empty where nothing is visible."""

    def __init__(self, database: Database, scope: Scope) -> None:
        """Take the pool and whose rows may be seen."""
        self._database, self._scope = database, scope
        super().__init__(load_fn=self._load)

    async def _load(self, keys: list[UUID]) -> list[list[ClassRecord]]:
        return grouped(keys, await behaviour_classes(self._database, self._scope, keys), lambda record: record.job_id)
