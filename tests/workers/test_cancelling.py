"""A job that is cancelled while its provider takes its time: the worker hangs up, and nothing more is asked."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import pytest

from cli.embedded.servers import Addresses
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.endings import cancel_job
from engine.adapters.postgres.submissions import Submission, add_job
from engine.adapters.redis.progress_sink import RedisProgressSink
from engine.domain.experiment import resolve_experiment
from engine.domain.pins import Pins
from tests.accounts import CONTRACT, Tenant
from tests.workers.jobs import stored
from tests.workers.processes import start_worker

RUNS = 5


@dataclass
class SlowProvider:
    """Takes questions and never answers; knows who still waits."""

    url: str = ""
    asked: int = 0
    waiting: int = 0
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        await self._count(asked=1, waiting=1)
        while await reader.read(65_536):
            pass
        await self._count(waiting=-1)
        writer.close()

    async def until(self, waiting: int) -> None:
        async with asyncio.timeout(60), self.changed:
            await self.changed.wait_for(lambda: self.waiting == waiting)

    async def _count(self, asked: int = 0, waiting: int = 0) -> None:
        async with self.changed:
            self.asked, self.waiting = self.asked + asked, self.waiting + waiting
            self.changed.notify_all()


@asynccontextmanager
async def slow_provider() -> AsyncIterator[SlowProvider]:
    found = SlowProvider()
    server = await asyncio.start_server(found.serve, "127.0.0.1", 0)
    async with server:
        found.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        yield found


@pytest.mark.parametrize("is_told", [True, False], ids=["told over Redis", "found out by the heartbeat"])
async def test_calls_under_way_are_cut_off_and_no_more_are_made(
    stores: Addresses,
    owner: Database,
    database: Database,
    ada: Tenant,
    contract_id: UUID,
    recordings: Path,
    tmp_path: Path,
    *,
    is_told: bool,
) -> None:
    config = resolve_experiment(CONTRACT, (), Pins("openai", "gpt-4o-mini"), RUNS)
    async with slow_provider() as server:
        job_id = (await add_job(database, ada.scope, Submission(config, contract_id, ()))).job_id
        settings = {"SKYT_OPENAI_BASE_URL": f"{server.url}/v1", "SKYT_OPENAI_API_KEY": "secret-key"}
        worker = await start_worker(stores, recordings, tmp_path / "worker.log", **settings)
        try:
            await server.until(waiting=RUNS)
            event = await cancel_job(database, ada.scope, job_id)
            assert event is not None
            if is_told:
                sink = RedisProgressSink(stores.redis_url)
                await sink.publish(event)
                await sink.close()
            await server.until(waiting=0)
        finally:
            await worker.stop(grace_seconds=10)
    job = await stored(owner, job_id)
    assert (job.status, job.run_indexes, server.asked) == ("cancelled", [], RUNS)
    assert [kind for _, kind in job.events] == ["job_queued", "job_started", "job_cancelled"]
