"""Giving an organization a tier: for operators, who have the owner's connection."""

from uuid import UUID

from api.schema.node import key_of
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.quotas import set_tier
from engine.domain.errors import Fault, InvalidInput
from engine.domain.quota import Tier


async def give_tier(owner_url: str, organization: str, tier: Tier) -> None:
    """Set it. Raises InvalidInput for what is no id, NotFound, StoreUnavailable."""
    database = Database(owner_url, pool_size=1)
    try:
        await set_tier(database, _key(organization), tier)
    finally:
        await database.close()


def _key(organization: str) -> UUID:
    key = key_of(organization, "Organization")
    if key is not None:
        return key
    try:
        return UUID(organization)
    except ValueError as error:
        raise InvalidInput([Fault(f"'{organization[:100]}' is no organization's id")], "copy viewer.organization.id") from error
