"""Writing restriction sets: read and check the document, then store it."""

import asyncio
from uuid import UUID

from api.services import Services
from engine.adapters.postgres.version_writer import RESTRICTION_SETS, add_first_version, add_version, deprecate
from engine.domain.contract import Source
from engine.domain.errors import Fault, InvalidInput
from engine.domain.job import Scope
from engine.domain.restriction import RestrictionSet
from engine.restrictions.loader import RestrictionLoader

MAX_CHARACTERS = 500_000
MAX_REASON = 1_000


async def read_restriction_set(document: str, ending: str) -> RestrictionSet:
    """Read a document away from the event loop. Raises InvalidInput with every fault at once."""
    if len(document) > MAX_CHARACTERS:
        raise InvalidInput([Fault(f"the document has more than {MAX_CHARACTERS} characters")], "Split the set.")
    found = await asyncio.to_thread(RestrictionLoader.load_from_text, document, f"document.{ending}")
    if found.source is Source.PRESET:
        raise InvalidInput([Fault("only sets shipped with Skyt are presets", "$.source")], "Leave source out.")
    return found


async def create_restriction_set(services: Services, scope: Scope, document: str, ending: str) -> UUID:
    """Store a new restriction set. Raises InvalidInput."""
    return await add_first_version(services.database, scope, RESTRICTION_SETS, await read_restriction_set(document, ending))


async def create_restriction_set_version(services: Services, scope: Scope, key: UUID, document: str, ending: str) -> UUID:
    """Store a new version. Raises InvalidInput and NotFound."""
    return await add_version(services.database, scope, RESTRICTION_SETS, key, await read_restriction_set(document, ending))


async def deprecate_restriction_set(services: Services, scope: Scope, key: UUID, reason: str) -> None:
    """Deprecate one version. Raises InvalidInput and NotFound."""
    if not 1 <= len(reason.strip()) <= MAX_REASON:
        raise InvalidInput([Fault(f"the reason must have from 1 to {MAX_REASON} characters", "$.reason")])
    await deprecate(services.database, scope, RESTRICTION_SETS, key, reason.strip())
