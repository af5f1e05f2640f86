"""Loads users."""

from uuid import UUID

from api.dataloaders.batch import in_order
from api.dataloaders.ready import ReadyLoader
from engine.adapters.postgres.accounts import users_by_id
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.readers.records import UserRecord
from engine.domain.job import Scope


class UserLoader(ReadyLoader[UUID, UserRecord | None]):
    """Users by id; one statement for all keys of a batch, None where nothing is visible."""

    def __init__(self, database: Database, scope: Scope) -> None:
        """Take the pool and whose rows may be seen."""
        self._database, self._scope = database, scope
        super().__init__(load_fn=self._load)

    async def _load(self, keys: list[UUID]) -> list[UserRecord | None]:
        return in_order(keys, await users_by_id(self._database, self._scope, keys), lambda record: record.id)

    async def fetch(self, ids: list[UUID]) -> None:
        """Fetch these users ahead."""
        found = {record.id: record for record in await users_by_id(self._database, self._scope, ids)}
        self.keep({key: found.get(key) for key in ids})
