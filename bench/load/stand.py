"""The servers and workers of a measurement, and how much processor time they took."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import text

from api.queue import DramatiqJobQueue
from bench.load.instant import CONTRACT, PINS
from cli.embedded.process import Command, Process
from cli.embedded.servers import EmbeddedServers
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.presets import upsert_presets
from engine.adapters.postgres.submissions import Submission, add_job
from engine.domain.experiment import resolve_experiment
from engine.domain.job import Scope
from migrations.run import upgrade
from tests.accounts import add_tenant

REPOSITORY = Path(__file__).resolve().parents[2]
TICK_SECONDS = 1 / os.sysconf("SC_CLK_TCK")
_OPEN = text("select count(*) from jobs where id = any(:ids) and status in ('queued', 'running')")
_CONTRACT = text("select id from contracts where name = :name")
_WHY = text("select distinct status, end_reason, error_message from jobs where id = any(:ids) and status <> 'completed'")
_SPAN = text(
    "select extract(epoch from max(completed_at) - min(created_at))::float, count(*) filter (where status = 'completed') "
    "from jobs where id = any(:ids)"
)


@dataclass(frozen=True, slots=True)
class Spent:
    """Processor seconds of the workers, of PostgreSQL and of Redis."""

    workers: float
    postgres: float
    redis: float

    def __sub__(self, other: "Spent") -> "Spent":
        """What was spent since."""
        return Spent(self.workers - other.workers, self.postgres - other.postgres, self.redis - other.redis)


class Stand:
    """PostgreSQL, Redis and workers over an empty folder."""

    def __init__(self, folder: Path) -> None:
        """Take the folder."""
        self._folder, self._servers = folder, EmbeddedServers(folder)
        self._processes: dict[str, Process] = {}

    async def start(self) -> None:
        """Start the servers, build the database, and connect to both."""
        for command in await self._servers.commands():
            self._processes[command.name] = await self._servers.start(command)
        for process in list(self._processes.values()):
            await self._servers.wait_until_ready(process)
        await self._servers.prepare_database()
        addresses = self._servers.addresses
        await upgrade(addresses.owner_url)
        self.owner, self.database = Database(addresses.owner_url, pool_size=2), Database(addresses.application_url, pool_size=4)
        self.redis_url, self.queue = addresses.redis_url, DramatiqJobQueue(addresses.redis_url)
        await upsert_presets(self.owner, [CONTRACT], [])
        async with self.owner.unscoped_transaction() as connection:
            self._contract_id: UUID = (await connection.execute(_CONTRACT, {"name": CONTRACT.id})).scalar_one()

    async def start_workers(self, count: int, *arguments: str) -> None:
        """Start workers."""
        addresses = self._servers.addresses
        environment = {"SKYT_DATABASE_URL": addresses.application_url, "SKYT_REDIS_URL": addresses.redis_url, "PATH": os.defpath}
        environment |= {"SKYT_DATA_DIR": str(self._folder)}
        for number in range(count):
            name = f"worker-{number}"
            command = Command(name, (sys.executable, "-m", "bench.load.worker", *arguments), signal.SIGTERM, environment, None, REPOSITORY)
            self._processes[name] = await Process.start(command, self._folder / f"{name}.log")

    async def stop_workers(self) -> None:
        """Stop the workers."""
        for name in [name for name in self._processes if name.startswith("worker")]:
            await self._processes.pop(name).stop(10)

    async def stop(self) -> None:
        """Stop everything."""
        self.queue.close()
        await self.owner.close()
        await self.database.close()
        for process in reversed(list(self._processes.values())):
            await process.stop(10)
        self._servers.close()

    async def tenant(self, name: str) -> Scope:
        """A new organization."""
        return (await add_tenant(self.owner, f"{name}@example.org")).scope

    async def submit(self, scope: Scope, jobs: int, runs: int) -> list[UUID]:
        """Queue jobs as the API does: the row, then the message."""
        config = resolve_experiment(CONTRACT, (), PINS, runs)
        found = []
        for _ in range(jobs):
            submitted = await add_job(self.database, scope, Submission(config, self._contract_id, ()))
            await self.queue.send_run_job(scope.organization_id, submitted.job_id, submitted.tier)
            found.append(submitted.job_id)
        return found

    async def finished(self, jobs: Sequence[UUID], seconds: float = 600.0) -> float:
        """Wait until jobs have ended; the seconds from the first submission to the last end, by the database's clock."""
        deadline = time.monotonic() + seconds
        async with self.owner.unscoped_transaction() as connection:
            while (await connection.execute(_OPEN, {"ids": list(jobs)})).scalar_one():
                assert time.monotonic() < deadline, "the jobs did not end in time"
                await asyncio.sleep(0.05)
        async with self.owner.unscoped_transaction() as connection:
            span, completed = (await connection.execute(_SPAN, {"ids": list(jobs)})).one()
            why = (await connection.execute(_WHY, {"ids": list(jobs)})).all()
        assert completed == len(jobs), f"only {completed} of {len(jobs)} jobs completed: {why}"
        return float(span)

    async def open(self, jobs: Sequence[UUID]) -> int:
        """How many of the jobs have not ended."""
        async with self.owner.unscoped_transaction() as connection:
            count: int = (await connection.execute(_OPEN, {"ids": list(jobs)})).scalar_one()
            return count

    def spent(self) -> Spent:
        """The processor time of all processes since their start."""
        workers = sum(_seconds(item.pid) for name, item in self._processes.items() if name.startswith("worker"))
        return Spent(workers, _seconds(self._processes["postgres"].pid), _seconds(self._processes["redis"].pid))


def _seconds(pid: int) -> float:
    """Of a process, its living children, and those that it has waited for (proc(5), fields 4 and 14 to 17)."""
    total = 0
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if pid in {int(status.parent.name), int(fields[1])}:
            total += sum(map(int, fields[11:15]))
    return total * TICK_SECONDS
