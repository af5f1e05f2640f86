"""One campaign: jobs over real servers and processes, faults at random, then calm, then the count."""

import asyncio
import os
import random
import signal
import sys
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import asyncpg
from sqlalchemy.dialects.postgresql import insert

from api.auth.tokens import new_token, token_hash
from bench.faults.disk import SmallDisk
from bench.faults.provider import Books, serve
from bench.faults.subscribers import Subscriber
from bench.faults.verdict import Verdict, verdict
from cli.embedded.process import Command, Process
from cli.embedded.servers import Addresses, EmbeddedServers
from cli.settings import Settings
from cli.supervisor.programs import api_command
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.submissions import Submission, add_job
from engine.adapters.postgres.tables import SessionRow
from engine.domain.experiment import resolve_experiment
from engine.domain.job import Scope
from engine.domain.pins import Pins
from engine.pipeline.persistence import persistently
from migrations.run import upgrade
from tests.accounts import CONTRACT, add_presets, add_tenant

REPOSITORY = Path(__file__).resolve().parents[2]
FINAL = "select count(*) from jobs where status in ('queued', 'running')"
STORED = "select count(*) from job_events"


@dataclass(frozen=True, slots=True)
class Plan:
    """How large a campaign is: jobs, runs each, workers, seconds of faults with a pause between two, seconds of calm at most."""

    jobs: int = 200
    runs: int = 20
    workers: int = 2
    fault_seconds: float = 90.0
    pause_seconds: float = 3.0
    calm_seconds: float = 60.0
    trouble: float = 0.15
    answer_seconds: float = 0.02
    subscribers: int = 20
    port: int = 44_100
    api_port: int = 44_101
    seed: int = 7


class Campaign:
    """The servers and workers of a campaign, and what can be done to them."""

    def __init__(self, plan: Plan, folder: Path) -> None:
        """Take the plan and an empty folder."""
        self.plan, self._folder, self._random = plan, folder, random.Random(plan.seed)
        self._servers, self._disk = EmbeddedServers(folder), SmallDisk(folder / "data")
        self._commands: dict[str, Command] = {}
        self._processes: dict[str, Process] = {}
        self.faults: dict[str, int] = {}

    @property
    def addresses(self) -> Addresses:
        """Where the servers are."""
        return self._servers.addresses

    async def start(self) -> None:
        """Start the servers and build the database."""
        for command in await self._servers.commands():
            self._commands[command.name] = command
            self._processes[command.name] = await self._servers.start(command)
        for process in list(self._processes.values()):
            await self._servers.wait_until_ready(process)
        await self._servers.prepare_database()
        await upgrade(self.addresses.owner_url)

    async def start_programs(self) -> None:
        """Start the API and the workers, with a small disk for artifacts."""
        self._disk.mount()
        environment = {
            "SKYT_DATABASE_URL": self.addresses.application_url,
            "SKYT_REDIS_URL": self.addresses.redis_url,
            "SKYT_DATA_DIR": str(self._disk.folder),
            "SKYT_SECRET_KEY": "a secret of the benchmark",
            "SKYT_LEASE_SECONDS": "6",
            "SKYT_SWEEP_SECONDS": "1",
            "PATH": os.defpath,
        }
        arguments = (sys.executable, "-m", "bench.faults.worker", f"http://127.0.0.1:{self.plan.port}/")
        self._commands["api"] = api_command(Settings(port=self.plan.api_port), environment)
        await self._begin("api")
        for number in range(self.plan.workers):
            name = f"worker-{number}"
            self._commands[name] = Command(name, arguments, signal.SIGTERM, environment, directory=REPOSITORY)
            await self._begin(name)

    async def trouble(self) -> None:
        """Do one thing, drawn at random, and mend it at once: what was killed is started again."""
        worker = f"worker-{self._random.randrange(self.plan.workers)}"
        faults: dict[str, Callable[[], Awaitable[None]]] = {
            "worker killed": lambda: self._restart(worker, signal.SIGKILL),
            "worker stopped in order": lambda: self._restart(worker, signal.SIGTERM),
            "Redis killed": lambda: self._restart("redis", signal.SIGKILL),
            "Redis killed, data lost": lambda: self._restart("redis", signal.SIGKILL, loses_data=True),
            "PostgreSQL restarted": lambda: self._restart("postgres", signal.SIGINT),
            "API killed": lambda: self._restart("api", signal.SIGKILL),
            "clock set an hour forward": lambda: self._signal(worker, signal.SIGUSR1),
            "clock set two hours back": lambda: self._signal(worker, signal.SIGUSR2),
            "disk of artifacts full": self._fill_disk,
        }
        name = self._random.choices(list(faults), [4, 2, 1, 1, 1, 2, 1, 1, 2])[0]
        self.faults[name] = self.faults.get(name, 0) + 1
        await faults[name]()

    async def _signal(self, name: str, number: signal.Signals) -> None:
        os.kill(self._processes[name].pid, number)

    async def _fill_disk(self) -> None:
        await asyncio.to_thread(self._disk.fill)
        await asyncio.sleep(self.plan.pause_seconds)
        self._disk.clear()

    async def stop(self) -> None:
        """Stop everything."""
        for process in reversed(list(self._processes.values())):
            await process.stop(10)
        self._servers.close()
        self._disk.unmount()

    async def _begin(self, name: str) -> None:
        self._processes[name] = await Process.start(self._commands[name], self._folder / f"{name}.log")

    async def _restart(self, name: str, number: signal.Signals, *, loses_data: bool = False) -> None:
        process = self._processes[name]
        os.kill(process.pid, number)
        await process.wait()
        process.kill()
        if loses_data:
            for path in self._folder.rglob("*.aof*"):
                path.unlink()
        if name in {"redis", "postgres"}:
            self._processes[name] = await self._servers.start(self._commands[name])
            await self._servers.wait_until_ready(self._processes[name])
        else:
            await self._begin(name)


async def run(plan: Plan, folder: Path) -> tuple[Verdict, dict[str, int]]:
    """Run a campaign in an empty folder; the verdict, and how often each fault was made."""
    books, campaign = Books(plan.seed, plan.trouble, plan.answer_seconds), Campaign(plan, folder)
    server = serve(books, plan.port)
    serving = asyncio.create_task(server.serve())
    try:
        await campaign.start()
        async with databases(campaign.addresses) as (owner, database):
            jobs = await submit(owner, database, plan)
            subscribers = await subscribe(owner, plan, jobs)
            await campaign.start_programs()
            async with asyncio.TaskGroup() as group:
                following = [group.create_task(item.follow()) for item in subscribers]
                await make_trouble(campaign)
                await calm(campaign)
                await asyncio.wait(following, timeout=plan.calm_seconds)
                for task in following:
                    task.cancel()
            return await persistently(lambda: verdict(owner, plan.jobs, books, subscribers)), campaign.faults
    finally:
        await campaign.stop()
        server.should_exit = True
        await serving


async def submit(owner: Database, database: Database, plan: Plan) -> list[tuple[Scope, UUID]]:
    """Queue the jobs of four tenants."""
    tenants = [await add_tenant(owner, f"tenant-{number}@example.org") for number in range(4)]
    contract_id, _ = await add_presets(owner)
    config = resolve_experiment(CONTRACT, (), Pins("scripted", "scripted"), plan.runs)
    jobs = []
    for number in range(plan.jobs):
        scope = tenants[number % len(tenants)].scope
        jobs.append((scope, (await add_job(database, scope, Submission(config, contract_id, ()))).job_id))
    return jobs


async def make_trouble(campaign: Campaign) -> None:
    """One fault after the other, for as long as the plan says or until there is nothing left to disturb."""
    loop = asyncio.get_running_loop()
    end = loop.time() + campaign.plan.fault_seconds
    while loop.time() < end and await open_jobs(campaign.addresses):
        await asyncio.sleep(campaign.plan.pause_seconds)
        await campaign.trouble()


async def calm(campaign: Campaign) -> None:
    """Wait until every job has ended, at most as long as the plan says since the last thing that was stored."""
    loop = asyncio.get_running_loop()
    end, known = loop.time() + campaign.plan.calm_seconds, -1
    while await open_jobs(campaign.addresses) and loop.time() < end:
        await asyncio.sleep(0.5)
        stored = await _fetch(campaign.addresses, STORED)
        if stored != known:
            end, known = loop.time() + campaign.plan.calm_seconds, stored


async def open_jobs(addresses: Addresses) -> int:
    """How many jobs have not ended."""
    return await _fetch(addresses, FINAL)


async def _fetch(addresses: Addresses, query: str) -> int:
    connection = await asyncpg.connect(addresses.owner_url.replace("+asyncpg", ""))
    try:
        count: int = await connection.fetchval(query)
        return count
    finally:
        await connection.close()


async def subscribe(owner: Database, plan: Plan, jobs: list[tuple[Scope, UUID]]) -> list[Subscriber]:
    """Viewers of the first jobs, each signed in as its tenant's user."""
    url, subscribers = f"http://127.0.0.1:{plan.api_port}", []
    async with owner.unscoped_transaction() as connection:
        for scope, job_id in jobs[: plan.subscribers]:
            token = new_token()
            session = {"user_id": scope.user_id, "organization_id": scope.organization_id, "token_hash": token_hash(token)}
            session["expires_at"] = datetime.now(UTC) + timedelta(days=1)
            await connection.execute(insert(SessionRow).values(session))
            subscribers.append(Subscriber(url, token, job_id))
    return subscribers


@asynccontextmanager
async def databases(addresses: Addresses):  # type: ignore[no-untyped-def]  # noqa: ANN201 - a pair of pools
    """The pools of the owner and of the application."""
    owner, database = Database(addresses.owner_url, pool_size=2), Database(addresses.application_url, pool_size=10)
    try:
        yield owner, database
    finally:
        await owner.close()
        await database.close()
