"""Loads results of jobs."""

from uuid import UUID

from strawberry.dataloader import DataLoader

from api.dataloaders.batch import in_order
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.readers.records import ResultRecord
from engine.adapters.postgres.readers.runs import latest_results
from engine.domain.job import Scope


class ResultLoader(DataLoader[UUID, ResultRecord | None]):
    """Newest results by job id; one statement for all keys of a batch, None where nothing is visible."""

    def __init__(self, database: Database, scope: Scope) -> None:
        """Take the pool and whose rows may be seen."""
        self._database, self._scope = database, scope
        super().__init__(load_fn=self._load)

    async def _load(self, keys: list[UUID]) -> list[ResultRecord | None]:
        return in_order(keys, await latest_results(self._database, self._scope, keys), lambda record: record.job_id)
