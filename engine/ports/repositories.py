"""Ports: where contracts and restriction sets are kept. Presets are visible to every scope."""

from typing import Protocol

from engine.domain.contract import Contract
from engine.domain.job import Scope
from engine.domain.restriction import RestrictionSet


class ContractRepository(Protocol):
    """Contracts by id and version."""

    async def load(self, scope: Scope, contract_id: str, version: str | None = None) -> Contract:
        """One contract, the newest version unless one is named. Raises NotFound."""
        ...


class RestrictionRepository(Protocol):
    """Restriction sets by id and version."""

    async def load(self, scope: Scope, set_id: str, version: str | None = None) -> RestrictionSet:
        """One restriction set, the newest version unless one is named. Raises NotFound."""
        ...
