"""Loads the versions of contracts."""

from strawberry.dataloader import DataLoader

from api.dataloaders.batch import grouped
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.readers.records import ContractRecord
from engine.adapters.postgres.readers.versions import contract_versions
from engine.domain.job import Scope


class ContractVersionLoader(DataLoader[str, list[ContractRecord]]):
    """All visible versions of contracts by name, the newest first; one statement for all names of a batch."""

    def __init__(self, database: Database, scope: Scope) -> None:
        """Take the pool and whose rows may be seen."""
        self._database, self._scope = database, scope
        super().__init__(load_fn=self._load)

    async def _load(self, keys: list[str]) -> list[list[ContractRecord]]:
        return grouped(keys, await contract_versions(self._database, self._scope, keys), lambda record: record.contract.id)
