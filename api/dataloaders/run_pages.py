"""Loads pages of runs."""

from dataclasses import dataclass
from uuid import UUID

from strawberry.dataloader import DataLoader

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.readers.page import Page
from engine.adapters.postgres.readers.records import RunRecord
from engine.adapters.postgres.readers.runs import runs_pages
from engine.domain.job import Scope


@dataclass(frozen=True, slots=True)
class RunPageKey:
    """The first runs of a job after an index."""

    job_id: UUID
    first: int
    after: int


class RunPageLoader(DataLoader[RunPageKey, Page[RunRecord]]):
    """Pages of runs; one statement for all jobs that are asked for the same page."""

    def __init__(self, database: Database, scope: Scope) -> None:
        """Take the pool and whose rows may be seen."""
        self._database, self._scope = database, scope
        super().__init__(load_fn=self._load)

    async def _load(self, keys: list[RunPageKey]) -> list[Page[RunRecord]]:
        pages: dict[RunPageKey, Page[RunRecord]] = {}
        for first, after in sorted({(key.first, key.after) for key in keys}):
            jobs = [key.job_id for key in keys if (key.first, key.after) == (first, after)]
            found = await runs_pages(self._database, self._scope, jobs, first, after)
            pages |= {RunPageKey(job_id, first, after): page for job_id, page in found.items()}
        return [pages[key] for key in keys]
