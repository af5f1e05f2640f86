"""How Alembic reaches the database: asynchronously, one transaction, never waiting long for a lock."""

import asyncio

from alembic import context
from sqlalchemy import Connection, pool, text
from sqlalchemy.ext.asyncio import create_async_engine

from engine.adapters.postgres.tables import METADATA

_LOCK_TIMEOUT = text("set local lock_timeout = '5s'")
_ONE_AT_A_TIME = text("select pg_advisory_xact_lock(7283941)")


def run(connection: Connection) -> None:
    """Run the revisions over an open connection; two runs at once take turns."""
    context.configure(connection=connection, target_metadata=METADATA, compare_type=True)
    with context.begin_transaction():
        connection.execute(_ONE_AT_A_TIME)
        connection.execute(_LOCK_TIMEOUT)
        context.run_migrations()


async def connect_and_run() -> None:
    """Connect as the owner of the tables and run the revisions."""
    url = context.config.get_main_option("sqlalchemy.url")
    if url is None:
        raise ValueError("the address of the database is missing: set sqlalchemy.url")
    engine = create_async_engine(url, poolclass=pool.NullPool, connect_args={"timeout": 10})
    try:
        async with engine.connect() as connection:
            await connection.run_sync(run)
    finally:
        await engine.dispose()


asyncio.run(connect_and_run())
