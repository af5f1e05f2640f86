"""Loads pages of runs."""

from dataclasses import dataclass
from uuid import UUID

from api.dataloaders.ready import ReadyLoader
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.readers.page import Page
from engine.adapters.postgres.readers.records import RunRecord
from engine.adapters.postgres.readers.runs import ALL_RUNS, RunSelection, RunsWanted, runs_pages
from engine.domain.job import Scope


@dataclass(frozen=True, slots=True)
class RunPageKey:
    """The first runs of a job after an index; `columns` are those that are needed, where no others are."""

    job_id: UUID
    first: int
    after: int
    columns: frozenset[str] | None = None
    selection: RunSelection = ALL_RUNS

    @property
    def wanted(self) -> RunsWanted:
        """The page without its job."""
        return RunsWanted(self.first, self.after, self.columns, self.selection)


class RunPageLoader(ReadyLoader[RunPageKey, Page[RunRecord]]):
    """Pages of runs; one statement for all jobs that are asked for the same page."""

    def __init__(self, database: Database, scope: Scope) -> None:
        """Take the pool and whose rows may be seen."""
        self._database, self._scope = database, scope
        super().__init__(load_fn=self._load)

    async def fetch(self, keys: list[RunPageKey]) -> None:
        """Fetch these pages ahead."""
        self.keep(dict(zip(keys, await self._load(keys), strict=True)))

    async def _load(self, keys: list[RunPageKey]) -> list[Page[RunRecord]]:
        pages: dict[RunPageKey, Page[RunRecord]] = {}
        for wanted in dict.fromkeys(key.wanted for key in keys):
            jobs = [key.job_id for key in keys if key.wanted == wanted]
            found = await runs_pages(self._database, self._scope, jobs, wanted)
            pages |= {key: found[key.job_id] for key in keys if key.wanted == wanted}
        return [pages[key] for key in keys]
