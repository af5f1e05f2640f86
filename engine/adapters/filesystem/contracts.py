"""Contracts shipped with Skyt."""

from pathlib import Path

from engine import presets
from engine.contracts.loader import load_contracts
from engine.domain.contract import Contract
from engine.domain.errors import NotFound
from engine.domain.job import Scope

PRESETS = Path(presets.__file__).with_name("contracts")


def preset_contracts() -> tuple[Contract, ...]:
    """Every contract shipped with Skyt, by id and version."""
    contracts = (contract for path in PRESETS.glob("*.yaml") for contract in load_contracts(path))
    return tuple(sorted(contracts, key=lambda item: (item.id, item.version)))


class FilesystemContractRepository:
    """The presets as a repository."""

    async def load(self, scope: Scope, contract_id: str, version: str | None = None) -> Contract:
        """One preset, the newest version unless one is named. Raises NotFound."""
        del scope
        found = [item for item in preset_contracts() if item.id == contract_id and version in (None, item.version)]
        if not found:
            raise NotFound("contract", contract_id)
        return found[-1]
