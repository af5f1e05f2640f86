"""Loads results of jobs."""

from uuid import UUID

from api.dataloaders.batch import in_order
from api.dataloaders.ready import ReadyLoader
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.readers.records import ResultRecord
from engine.adapters.postgres.readers.runs import latest_results
from engine.domain.job import Scope


class ResultLoader(ReadyLoader[UUID, ResultRecord | None]):
    """Newest results by job id; one statement for all keys of a batch, None where nothing is visible."""

    def __init__(self, database: Database, scope: Scope) -> None:
        """Take the pool and whose rows may be seen."""
        self._database, self._scope = database, scope
        super().__init__(load_fn=self._load)

    async def _load(self, keys: list[UUID]) -> list[ResultRecord | None]:
        return in_order(keys, await latest_results(self._database, self._scope, keys), lambda record: record.job_id)

    async def fetch(self, job_ids: list[UUID], columns: frozenset[str] | None) -> None:
        """Fetch the newest results of these jobs ahead, of each those columns only where any are named."""
        found = {record.job_id: record for record in await latest_results(self._database, self._scope, job_ids, columns)}
        self.keep({job_id: found.get(job_id) for job_id in job_ids})
