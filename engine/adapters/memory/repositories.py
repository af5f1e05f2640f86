"""Contracts and restriction sets in memory."""

from collections.abc import Iterable
from typing import TypeVar

from engine.domain.contract import Contract
from engine.domain.errors import NotFound
from engine.domain.job import Scope
from engine.domain.restriction import RestrictionSet

Item = TypeVar("Item", Contract, RestrictionSet)


class MemoryContractRepository:
    """Contracts that every scope may see."""

    def __init__(self, contracts: Iterable[Contract]) -> None:
        """Take the contracts, in any order."""
        self._contracts = tuple(contracts)

    async def load(self, scope: Scope, contract_id: str, version: str | None = None) -> Contract:
        """One contract, the newest version unless one is named. Raises NotFound."""
        del scope
        return newest(self._contracts, "contract", contract_id, version)


class MemoryRestrictionRepository:
    """Restriction sets that every scope may see."""

    def __init__(self, restriction_sets: Iterable[RestrictionSet]) -> None:
        """Take the restriction sets, in any order."""
        self._sets = tuple(restriction_sets)

    async def load(self, scope: Scope, set_id: str, version: str | None = None) -> RestrictionSet:
        """One restriction set, the newest version unless one is named. Raises NotFound."""
        del scope
        return newest(self._sets, "restriction set", set_id, version)


def newest(items: Iterable[Item], kind: str, item_id: str, version: str | None) -> Item:
    """The item with this id and version, or with the highest version where none is named. Raises NotFound."""
    found = [item for item in items if item.id == item_id and version in (None, item.version)]
    if not found:
        raise NotFound(kind, f"{item_id} {version}" if version else item_id)
    return max(found, key=lambda item: _version_key(item.version))


def _version_key(version: str) -> tuple[int | str, ...]:
    return tuple(int(part) if part.isdigit() else part for part in version.split("."))
