"""Writing contracts: read and check the document, then store it."""

import asyncio
from uuid import UUID

from api.services import Services
from engine.adapters.postgres.version_writer import CONTRACTS, add_first_version, add_version, deprecate
from engine.contracts.loader import load_contract_text
from engine.domain.contract import Contract
from engine.domain.errors import Fault, InvalidInput
from engine.domain.job import Scope

MAX_CHARACTERS = 500_000
MAX_REASON = 1_000


async def read_contract(document: str, ending: str) -> Contract:
    """Read a document away from the event loop. Raises InvalidInput with every fault at once."""
    if len(document) > MAX_CHARACTERS:
        raise InvalidInput([Fault(f"the document has more than {MAX_CHARACTERS} characters")], "Shorten it.")
    return await asyncio.to_thread(load_contract_text, document, f"document.{ending}")


async def create_contract(services: Services, scope: Scope, document: str, ending: str) -> UUID:
    """Store a new contract. Raises InvalidInput."""
    return await add_first_version(services.database, scope, CONTRACTS, await read_contract(document, ending))


async def create_contract_version(services: Services, scope: Scope, key: UUID, document: str, ending: str) -> UUID:
    """Store a new version. Raises InvalidInput and NotFound."""
    return await add_version(services.database, scope, CONTRACTS, key, await read_contract(document, ending))


async def deprecate_contract(services: Services, scope: Scope, key: UUID, reason: str) -> None:
    """Deprecate one version. Raises InvalidInput and NotFound."""
    await deprecate(services.database, scope, CONTRACTS, key, checked_reason(reason))


def checked_reason(reason: str) -> str:
    """A reason without space around it. Raises InvalidInput when it is empty or too long."""
    stripped = reason.strip()
    if not 1 <= len(stripped) <= MAX_REASON:
        raise InvalidInput([Fault(f"the reason must have from 1 to {MAX_REASON} characters", "$.reason")])
    return stripped
