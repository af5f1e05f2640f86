"""What a new installation begins with: preset contracts and restriction sets, and on the embedded stack a demo user."""

from api.auth.provisioning import ensure_user
from cli.settings import Settings
from engine.adapters.filesystem.contracts import preset_contracts
from engine.adapters.filesystem.restrictions import preset_restriction_sets
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.presets import upsert_presets
from engine.contracts.loader import load_contracts

DEMO_EMAIL = "demo@skyt.example"
DEMO_PASSWORD = "repeatability"  # noqa: S105 - printed for everybody to see
DEMO_ORGANIZATION = "Demo"


async def seed(owner_url: str, settings: Settings, *, with_demo_user: bool) -> None:
    """Add what is missing, as the owner of the tables; what is there stays as it is.

    Raises InvalidInput for a contracts file that cannot be used, StoreUnavailable.
    """
    recorded = () if settings.recorded_contracts is None else load_contracts(settings.recorded_contracts)
    database = Database(owner_url, pool_size=1)
    try:
        await upsert_presets(database, (*preset_contracts(), *recorded), preset_restriction_sets())
        if with_demo_user:
            await ensure_user(database, DEMO_EMAIL, DEMO_ORGANIZATION, DEMO_PASSWORD, DEMO_ORGANIZATION)
    finally:
        await database.close()
