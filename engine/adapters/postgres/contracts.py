"""Contracts in PostgreSQL."""

from typing import Any

from pydantic import TypeAdapter

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.tables import ContractRow
from engine.adapters.postgres.versioned import named, version_order
from engine.domain.contract import Contract, Source
from engine.domain.errors import NotFound
from engine.domain.experiment import contract_hash
from engine.domain.job import Scope

CONTRACT = TypeAdapter(Contract)


def contract_values(contract: Contract, source: Source) -> dict[str, Any]:
    """The columns that a contract's content fills."""
    return {
        "name": contract.id,
        "version": contract.version,
        "title": contract.title,
        "kind": contract.kind,
        "source": source,
        "content": CONTRACT.dump_python(contract, mode="json"),
        "content_hash": contract_hash(contract),
    }


class PostgresContractRepository:
    """The port ContractRepository: an organization's contracts and the presets."""

    def __init__(self, database: Database) -> None:
        """Take the pool of the application's role."""
        self._database = database

    async def load(self, scope: Scope, contract_id: str, version: str | None = None) -> Contract:
        """One contract by its name, the newest version unless one is named. Raises NotFound."""
        async with self._database.transaction(scope) as connection:
            rows = (await connection.execute(named(ContractRow, scope, contract_id, version))).all()
        if not rows:
            raise NotFound("contract", contract_id if version is None else f"{contract_id} version {version}")
        return CONTRACT.validate_python(max(rows, key=lambda row: version_order(row.version)).content)
