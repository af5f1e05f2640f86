"""Loads metrics of contracts over their jobs."""

from dataclasses import dataclass

from strawberry.dataloader import DataLoader

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.readers.history import HistoryPoint, metric_history
from engine.domain.job import Scope


@dataclass(frozen=True, slots=True)
class HistoryKey:
    """A metric of a contract's newest jobs."""

    contract_name: str
    metric: str
    first: int


class HistoryLoader(DataLoader[HistoryKey, list[HistoryPoint]]):
    """Metrics in time, oldest first; one statement for all contracts that are asked for the same metric."""

    def __init__(self, database: Database, scope: Scope) -> None:
        """Take the pool and whose rows may be seen."""
        self._database, self._scope = database, scope
        super().__init__(load_fn=self._load)

    async def _load(self, keys: list[HistoryKey]) -> list[list[HistoryPoint]]:
        found: dict[HistoryKey, list[HistoryPoint]] = {key: [] for key in keys}
        for metric, first in dict.fromkeys((key.metric, key.first) for key in keys):
            names = [key.contract_name for key in keys if (key.metric, key.first) == (metric, first)]
            for point in await metric_history(self._database, self._scope, names, metric, first):
                found[HistoryKey(point.contract_name, metric, first)].append(point)
        return [found[key] for key in keys]
