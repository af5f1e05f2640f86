"""Readers outlive servers that cut their connections off."""

import asyncio
from uuid import UUID

from sqlalchemy import text

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.readers.jobs import jobs_by_id
from engine.domain.errors import StoreUnavailable
from tests.accounts import Tenant, submit

CUT_OFF = text("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'skyt_app'")


async def test_readers_say_plainly_that_the_server_is_away_and_go_on_afterwards(
    database: Database, owner: Database, ada: Tenant, contract_id: UUID
) -> None:
    job_id = (await submit(database, ada, contract_id)).job_id
    problems: list[type[BaseException]] = []

    async def read() -> None:
        for _ in range(60):
            try:
                await jobs_by_id(database, ada.scope, [job_id])
            except Exception as problem:  # noqa: BLE001 - which ones there are is what is asked
                problems.append(type(problem))

    async def cut_off() -> None:
        for _ in range(15):
            async with owner.unscoped_transaction() as connection:
                await connection.execute(CUT_OFF)

    await asyncio.gather(*(read() for _ in range(6)), cut_off())

    assert set(problems) <= {StoreUnavailable}
    assert problems
    (job,) = await jobs_by_id(database, ada.scope, [job_id])
    assert job.id == job_id
