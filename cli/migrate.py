"""Bringing the database's tables up to date."""

import asyncio
from pathlib import Path

from alembic import command
from alembic.config import Config

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"


async def upgrade(owner_url: str, revision: str = "head") -> None:
    """Run the migrations up to a revision, as the owner of the tables."""
    await asyncio.to_thread(command.upgrade, migration_config(owner_url), revision)


def migration_config(owner_url: str) -> Config:
    """Alembic's configuration for a database; `%` is doubled because Alembic's settings interpolate."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("sqlalchemy.url", owner_url.replace("%", "%%"))
    return config
