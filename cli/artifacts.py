"""`skyt artifacts`: looking after the artifact store."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer
from sqlalchemy import text

from cli.errors import SetUpFailed
from cli.settings import Settings
from engine.adapters.artifact_settings import ArtifactSettings
from engine.adapters.postgres.database import Database
from engine.domain.quota import Tier
from engine.ports.artifact_store import ArtifactStore

artifacts_app = typer.Typer(help="Look after the artifact store.", no_args_is_help=True)
_REFERENCED = text(
    "select artifacts_url as name from job_results where artifacts_url is not null "
    "union select provider_data->>'exchange' from runs where provider_data ? 'exchange'"
)

_OLD_JOBS = (
    "select j.id from jobs j left join quotas q using (organization_id) where coalesce(q.tier, 'free') = :tier and j.completed_at < :before"
)
_EXPIRE = (
    text(f"update job_results set artifacts_url = null where artifacts_url is not null and job_id in ({_OLD_JOBS})"),  # noqa: S608 - our own text
    text(f"update runs set provider_data = provider_data - 'exchange' where provider_data ? 'exchange' and job_id in ({_OLD_JOBS})"),  # noqa: S608
)


@artifacts_app.callback()
def artifacts() -> None:
    """Look after the artifact store."""


@artifacts_app.command()
def collect(
    hours: Annotated[
        float, typer.Option(min=0, help="Leave alone what was stored in the last hours: its row may be about to come.")
    ] = 24.0,
) -> None:
    """Remove artifacts that are older than their organization's tier keeps them, and those that no row points to any more."""
    settings = Settings()
    url = settings.migration_database_url or settings.database_url
    if url is None:
        raise SetUpFailed("set SKYT_MIGRATION_DATABASE_URL to the owner's address: only the owner of the tables sees every row")
    removed, kept = asyncio.run(_collect(url, timedelta(hours=hours), ArtifactSettings()))
    typer.echo(f"{removed} artifacts removed, {kept} kept")


async def _collect(url: str, grace: timedelta, settings: ArtifactSettings) -> tuple[int, int]:
    database, store = Database(url), settings.open_store()
    try:
        await expire_artifacts(database, settings.artifact_days, datetime.now(UTC))
        return await collect_orphans(database, store, datetime.now(UTC) - grace)
    finally:
        await store.close()
        await database.close()


async def expire_artifacts(database: Database, days: Mapping[Tier, int], now: datetime) -> None:
    """Take away from rows the names of artifacts whose job ended longer ago than its organization's tier keeps them.

    Answers, forms, verdicts and metrics stay: they are in the rows. What another row still names stays, too. Raises StoreUnavailable.
    """
    async with database.unscoped_transaction() as connection:
        for tier, kept in days.items():
            for statement in _EXPIRE:
                await connection.execute(statement, {"tier": tier.value, "before": now - timedelta(days=kept)})


async def collect_orphans(database: Database, store: ArtifactStore, before: datetime) -> tuple[int, int]:
    """Remove what was stored before a moment and is not referenced; answers with how many were removed and kept.

    The store is listed before the rows are read, so an artifact whose row comes in between is kept. Raises StoreUnavailable.
    """
    listed = [(name, moment) async for name, moment in store.stored()]
    async with database.unscoped_transaction() as connection:
        referenced = set((await connection.execute(_REFERENCED)).scalars())
    orphans = [name for name, moment in listed if moment < before and name not in referenced]
    for name in orphans:
        await store.remove(name)
    return len(orphans), len(listed) - len(orphans)
