"""Loaders that gather what many fields ask for into one statement."""

from typing import Any
from uuid import UUID

from strawberry.dataloader import DataLoader

from api.dataloaders.anchors import AnchorHistoryLoader, AnchorLoader
from api.dataloaders.behaviour_classes import BehaviourClassLoader
from api.dataloaders.canonical_classes import CanonicalClassLoader
from api.dataloaders.contract_versions import ContractVersionLoader
from api.dataloaders.contracts import ContractLoader
from api.dataloaders.histories import HistoryLoader
from api.dataloaders.jobs import JobLoader
from api.dataloaders.restriction_sets import RestrictionSetLoader
from api.dataloaders.results import ResultLoader
from api.dataloaders.run_pages import RunPageLoader
from api.dataloaders.runs import RunLoader
from api.dataloaders.runs_of_jobs import RunOfJobLoader
from api.dataloaders.users import UserLoader
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.readers.records import ResultRecord
from engine.adapters.postgres.readers.runs import job_of_result
from engine.domain.job import Scope


class DataLoaders:
    """The loaders of one request or one event, each made when it is first used; they cache, so they live no longer than that."""

    anchors: AnchorLoader
    anchor_history: AnchorHistoryLoader
    behaviour_classes: BehaviourClassLoader
    canonical_classes: CanonicalClassLoader
    contracts: ContractLoader
    contract_versions: ContractVersionLoader
    histories: HistoryLoader
    jobs: JobLoader
    restriction_sets: RestrictionSetLoader
    results: ResultLoader
    run_pages: RunPageLoader
    runs: RunLoader
    runs_of_jobs: RunOfJobLoader
    users: UserLoader

    def __init__(self, database: Database, scope: Scope) -> None:
        """Take the pool and whose rows may be seen."""
        self._database, self._scope = database, scope

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - the loader that is annotated under this name
        loader = self.__annotations__.get(name)
        if loader is None:
            raise AttributeError(name)
        made = self.__dict__[name] = loader(self._database, self._scope)
        return made

    async def result(self, key: UUID) -> ResultRecord | None:
        """The result of this id, while it is the newest of its job; None afterwards, and where nothing is visible."""
        job_id = await job_of_result(self._database, self._scope, key)
        record = None if job_id is None else await self.results.load(job_id)
        return record if record is not None and record.id == key else None

    def release(self) -> None:
        """Let go of what was loaded; loaders refer to themselves, and would else keep it until the garbage collector finds them."""
        for made in self.__dict__.values():
            if isinstance(made, DataLoader):
                made.__dict__.clear()


def build_loaders(database: Database, scope: Scope) -> DataLoaders:
    """Fresh loaders inside a scope."""
    return DataLoaders(database, scope)
