"""The whole service on one machine: started in order, watched, stopped in the opposite order."""

import asyncio
from pathlib import Path

import httpx

from cli.embedded.servers import Addresses, EmbeddedServers
from cli.errors import SetUpFailed
from cli.seed import seed
from cli.settings import Settings
from cli.supervisor.child import Announce, Child
from cli.supervisor.data_directory import secret_key
from cli.supervisor.programs import api_command, child_environment, worker_command
from migrations.run import upgrade

PROGRAMS_GRACE_SECONDS = 3.5
SERVERS_GRACE_SECONDS = 10.0
READY_SECONDS = 60.0
_POLL_SECONDS = 0.1


class Stack:
    """Servers, API and worker over one data directory."""

    def __init__(self, settings: Settings, data_dir: Path, announce: Announce) -> None:
        """Take the settings, the locked data directory, and how to tell the user what happens."""
        self._settings, self._data_dir, self._announce = settings, data_dir, announce
        self._servers: list[Child] = []
        self._programs: list[Child] = []
        self._embedded: EmbeddedServers | None = None

    @property
    def is_embedded(self) -> bool:
        """Whether PostgreSQL and Redis are Skyt's own."""
        return self._settings.database_url is None

    async def start(self) -> None:
        """Start everything; afterwards the API answers. Raises SetUpFailed with the part that did not start."""
        addresses = await (self._start_servers() if self.is_embedded else self._given_servers())
        self._announce("bringing the tables up to date")
        await upgrade(addresses.owner_url)
        await seed(addresses.owner_url, self._settings, with_demo_user=self.is_embedded)
        await self._start_programs(addresses)

    async def stop(self) -> None:
        """Stop everything in order: whoever uses the servers first, then the servers."""
        await asyncio.gather(*(child.stop(PROGRAMS_GRACE_SECONDS) for child in self._programs))
        await asyncio.gather(*(child.stop(SERVERS_GRACE_SECONDS) for child in self._servers))
        if self._embedded is not None:
            self._embedded.close()

    def kill(self) -> None:
        """End everything at once; the stores recover from their logs at the next start."""
        for child in (*self._programs, *self._servers):
            if child.process is not None:
                child.process.kill()

    async def _start_servers(self) -> Addresses:
        self._embedded = embedded = EmbeddedServers(self._data_dir)
        self._announce("starting PostgreSQL and Redis")
        commands = await embedded.commands()
        self._servers = [Child(command, embedded.log(command), self._announce) for command in commands]
        processes = [await child.start() for child in self._servers]
        await asyncio.gather(*map(embedded.wait_until_ready, processes))
        await embedded.prepare_database()
        return embedded.addresses

    async def _given_servers(self) -> Addresses:
        database, redis = self._settings.database_url, self._settings.redis_url
        if database is None or redis is None:
            raise SetUpFailed("SKYT_DATABASE_URL and SKYT_REDIS_URL belong together: set both, or none for the embedded servers")
        return Addresses(self._settings.migration_database_url or database, database, redis)

    async def _start_programs(self, addresses: Addresses) -> None:
        key = self._settings.secret_key or secret_key(self._data_dir)
        environment = child_environment(self._settings, self._data_dir, addresses.application_url, addresses.redis_url, key)
        self._announce("starting API and worker")
        for command in (api_command(self._settings, environment), worker_command(environment)):
            child = Child(command, self._data_dir / "logs" / f"{command.name}.log", self._announce)
            self._programs.append(child)
            await child.start()
        await self._wait_for_api()

    async def _wait_for_api(self) -> None:
        deadline = asyncio.get_running_loop().time() + READY_SECONDS
        async with httpx.AsyncClient(timeout=2) as client:
            while not await _answers(client, f"{self._settings.base_url}/readyz"):
                if asyncio.get_running_loop().time() > deadline:
                    raise SetUpFailed(f"the API was not ready after {READY_SECONDS:.0f} s; see {self._data_dir / 'logs' / 'api.log'}")
                await asyncio.sleep(_POLL_SECONDS)


async def _answers(client: httpx.AsyncClient, url: str) -> bool:
    try:
        return (await client.get(url)).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False
