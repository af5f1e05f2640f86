"""`skyt tier` gives an organization a tier, which counts at once; whoever is named wrongly changes nothing."""

import pytest
from sqlalchemy import text

from api.schema.node import node_id
from cli.tier import give_tier
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.quotas import quota_states
from engine.domain.errors import InvalidInput, NotFound
from engine.domain.quota import DEFAULT_ALLOWANCES, Tier
from tests.accounts import Tenant
from tests.database_fixtures import ada, database, owner

__all__ = ["ada", "database", "owner"]


async def test_a_tier_counts_at_once_and_own_limits_stay(postgres_owner_url: str, owner: Database, database: Database, ada: Tenant) -> None:
    async with owner.unscoped_transaction() as connection:
        await connection.execute(
            text("update quotas set runs_per_day = 7 where organization_id = :key"), {"key": ada.scope.organization_id}
        )
    for name, tier in ((node_id("Organization", ada.scope.organization_id), Tier.PRO), (str(ada.scope.organization_id), Tier.ENTERPRISE)):
        await give_tier(postgres_owner_url, name, tier)
        found, states = await quota_states(database, ada.scope, DEFAULT_ALLOWANCES)
        assert (found, states[0].limit, states[1].limit) == (tier, 7, DEFAULT_ALLOWANCES[tier].runs_per_month)


async def test_who_is_named_wrongly_changes_nothing(postgres_owner_url: str, owner: Database) -> None:
    with pytest.raises(InvalidInput, match="is no organization's id"):
        await give_tier(postgres_owner_url, "ada", Tier.PRO)
    with pytest.raises(NotFound):
        await give_tier(postgres_owner_url, "0198c0c0-0000-7000-8000-000000000000", Tier.PRO)
    async with owner.unscoped_transaction() as connection:
        assert (await connection.execute(text("select count(*) from quotas"))).scalar_one() == 0
