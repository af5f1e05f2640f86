"""Loads anchors."""

from uuid import UUID

from strawberry.dataloader import DataLoader

from api.dataloaders.batch import grouped, in_order
from engine.adapters.postgres.anchors import anchors_by_id, anchors_of_contracts
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.readers.records import AnchorRecord
from engine.domain.job import Scope


class AnchorLoader(DataLoader[UUID, AnchorRecord | None]):
    """Anchors by id; one statement for all keys of a batch, None where nothing is visible."""

    def __init__(self, database: Database, scope: Scope) -> None:
        """Take the pool and whose rows may be seen."""
        self._database, self._scope = database, scope
        super().__init__(load_fn=self._load)

    async def _load(self, keys: list[UUID]) -> list[AnchorRecord | None]:
        return in_order(keys, await anchors_by_id(self._database, self._scope, keys), lambda record: record.id)


class AnchorHistoryLoader(DataLoader[UUID, list[AnchorRecord]]):
    """All anchors of contract versions, the present one first; one statement for all contracts of a batch."""

    def __init__(self, database: Database, scope: Scope) -> None:
        """Take the pool and whose rows may be seen."""
        self._database, self._scope = database, scope
        super().__init__(load_fn=self._load)

    async def _load(self, keys: list[UUID]) -> list[list[AnchorRecord]]:
        return grouped(keys, await anchors_of_contracts(self._database, self._scope, keys), lambda record: record.contract_id)
