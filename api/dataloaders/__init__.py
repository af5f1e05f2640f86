"""Loaders that gather what many fields ask for into one statement."""

from dataclasses import dataclass

from api.dataloaders.behaviour_classes import BehaviourClassLoader
from api.dataloaders.canonical_classes import CanonicalClassLoader
from api.dataloaders.contracts import ContractLoader
from api.dataloaders.jobs import JobLoader
from api.dataloaders.restriction_sets import RestrictionSetLoader
from api.dataloaders.results import ResultLoader
from api.dataloaders.run_pages import RunPageLoader
from api.dataloaders.runs import RunLoader
from api.dataloaders.runs_of_jobs import RunOfJobLoader
from api.dataloaders.users import UserLoader
from engine.adapters.postgres.database import Database
from engine.domain.job import Scope


@dataclass(frozen=True, slots=True)
class DataLoaders:
    """The loaders of one request or one event; they cache, so they live no longer than that."""

    behaviour_classes: BehaviourClassLoader
    canonical_classes: CanonicalClassLoader
    contracts: ContractLoader
    jobs: JobLoader
    restriction_sets: RestrictionSetLoader
    results: ResultLoader
    run_pages: RunPageLoader
    runs: RunLoader
    runs_of_jobs: RunOfJobLoader
    users: UserLoader


def build_loaders(database: Database, scope: Scope) -> DataLoaders:
    """Fresh loaders inside a scope."""
    return DataLoaders(
        behaviour_classes=BehaviourClassLoader(database, scope),
        canonical_classes=CanonicalClassLoader(database, scope),
        contracts=ContractLoader(database, scope),
        jobs=JobLoader(database, scope),
        restriction_sets=RestrictionSetLoader(database, scope),
        results=ResultLoader(database, scope),
        run_pages=RunPageLoader(database, scope),
        runs=RunLoader(database, scope),
        runs_of_jobs=RunOfJobLoader(database, scope),
        users=UserLoader(database, scope),
    )
