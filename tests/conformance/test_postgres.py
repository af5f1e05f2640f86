"""The PostgreSQL result store under the conformance suite."""

from collections.abc import AsyncIterator
from datetime import UTC
from uuid import UUID, uuid4

import pytest_asyncio
from sqlalchemy import select, text

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.presets import upsert_presets
from engine.adapters.postgres.readers.jobs import jobs_by_id
from engine.adapters.postgres.result_store import PostgresResultStore
from engine.adapters.postgres.submissions import Submission, add_job
from engine.adapters.postgres.tables import ContractRow, JobEventRow
from engine.domain.experiment import ExperimentConfig
from engine.domain.job import EventKind, JobEvent, JobStatus, Scope
from tests.accounts import add_tenant
from tests.conformance.result_store import ResultStoreConformance


class PostgresHarness:
    def __init__(self, owner: Database, database: Database) -> None:
        self.owner, self.database = owner, database
        self.store = PostgresResultStore(database)

    async def new_scope(self) -> Scope:
        return (await add_tenant(self.owner, f"{uuid4()}@example.org")).scope

    async def add_job(self, scope: Scope, config: ExperimentConfig) -> UUID:
        await upsert_presets(self.owner, [config.contract], [])
        async with self.owner.unscoped_transaction() as connection:
            contract_id = (await connection.execute(select(ContractRow.id).where(ContractRow.name == config.contract.id))).scalar_one()
        return (await add_job(self.database, scope, Submission(config, contract_id, ()))).job_id

    async def expire_lease(self, job_id: UUID) -> None:
        async with self.owner.unscoped_transaction() as connection:
            expire = text("update jobs set lease_expires_at = now() - interval '1 second' where id = :id")
            await connection.execute(expire, {"id": job_id})

    async def lengthen_turn(self, job_id: UUID, seconds: float) -> None:
        async with self.owner.unscoped_transaction() as connection:
            begin = text("update jobs set turn_started_at = now() - make_interval(secs => :seconds) where id = :id")
            await connection.execute(begin, {"id": job_id, "seconds": seconds})

    async def status(self, job_id: UUID) -> JobStatus:
        async with self.owner.unscoped_transaction() as connection:
            found = await connection.execute(text("select organization_id from jobs where id = :id"), {"id": job_id})
            scope = Scope(found.scalar_one())
        return (await jobs_by_id(self.database, scope, [job_id]))[0].status

    async def events(self, job_id: UUID) -> list[JobEvent]:
        table = JobEventRow.__table__
        async with self.owner.unscoped_transaction() as connection:
            rows = (await connection.execute(select(table).where(table.c.job_id == job_id).order_by(table.c.number))).all()
        return [JobEvent(row.job_id, row.number, EventKind(row.kind), row.payload, row.created_at.astimezone(UTC)) for row in rows]


class TestPostgresResultStore(ResultStoreConformance):
    @pytest_asyncio.fixture
    async def harness(self, postgres_owner_url: str, postgres_app_url: str) -> AsyncIterator[PostgresHarness]:
        owner, database = Database(postgres_owner_url, pool_size=2), Database(postgres_app_url)
        yield PostgresHarness(owner, database)
        await owner.close()
        await database.close()
