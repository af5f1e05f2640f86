"""Both embedded servers together: start, wait until they are ready, stop."""

import asyncio
import shutil
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from cli.embedded import postgres, redis
from cli.embedded.account import Account, server_account
from cli.embedded.binaries import binaries_for
from cli.embedded.folders import ServerFolders, close_sockets, open_folders
from cli.embedded.process import Command, Process
from cli.errors import SetUpFailed

READY_SECONDS = 120.0
_POLL_SECONDS = 0.03


@dataclass(frozen=True, slots=True)
class Addresses:
    """How to reach the stores: as the owner of the tables, as the application, and the message server."""

    owner_url: str
    application_url: str
    redis_url: str


class EmbeddedServers:
    """PostgreSQL and Redis over one data directory."""

    def __init__(self, data_dir: Path, settings: Mapping[str, str] | None = None) -> None:
        """Take the data directory, which exists, and settings of PostgreSQL beyond the usual."""
        self._data_dir = data_dir.resolve()
        self._settings = dict(settings or {})
        self._folders: ServerFolders | None = None
        self._logs = self._data_dir / "logs"

    async def commands(self) -> tuple[Command, Command]:
        """Prepare everything on disk; answers with how to start PostgreSQL and Redis."""
        self._logs.mkdir(exist_ok=True)
        account = server_account()
        folders = self._folders = open_folders(self._data_dir, account)
        programs = binaries_for(account, folders.data)
        cluster, messages = _subfolder(folders.data, "postgres", account), _subfolder(folders.data, "redis", account)
        await postgres.create_cluster(programs.postgres, cluster, account)
        return (
            postgres.postgres_command(programs.postgres, cluster, folders.sockets, account, self._settings),
            redis.redis_command(programs.redis_server, messages, folders.sockets, account),
        )

    async def start(self, command: Command) -> Process:
        """Start one of the servers, its output in the data directory's `logs`."""
        return await Process.start(command, self.log(command))

    def log(self, command: Command) -> Path:
        """The log file of one of the servers."""
        return self._logs / f"{command.name}.log"

    async def wait_until_ready(self, process: Process) -> None:
        """Wait for a started server. Raises SetUpFailed when it ends, or is not ready within two minutes."""
        check = postgres.is_ready if process.command.name == "postgres" else redis.is_ready
        await _wait(check, self._sockets, process, self.log(process.command))

    async def prepare_database(self) -> None:
        """Create the role and the database, unless they exist."""
        await postgres.prepare_database(self._sockets)

    @property
    def addresses(self) -> Addresses:
        """Where the servers are."""
        sockets = self._sockets
        owner, application = (postgres.database_url(role, sockets) for role in (postgres.OWNER, postgres.APPLICATION_ROLE))
        return Addresses(owner, application, redis.redis_url(sockets))

    def close(self) -> None:
        """Remove the sockets' folder; the servers have ended."""
        close_sockets(self._data_dir)

    @property
    def _sockets(self) -> Path:
        assert self._folders is not None, "the servers' commands were not asked for yet"
        return self._folders.sockets


def _subfolder(folder: Path, name: str, account: Account | None) -> Path:
    path = folder / name
    if not path.exists():
        path.mkdir(mode=0o700)
        if account is not None:
            shutil.chown(path, account.uid, account.gid)
    return path


async def _wait(check: Callable[[Path], Awaitable[bool]], sockets: Path, process: Process, log: Path) -> None:
    deadline = asyncio.get_running_loop().time() + READY_SECONDS
    while not await check(sockets):
        if not process.is_running:
            raise SetUpFailed(f"{process.command.name} ended while it started; its last words are in {log}:\n{last_lines(log)}")
        if asyncio.get_running_loop().time() > deadline:
            raise SetUpFailed(f"{process.command.name} was not ready after {READY_SECONDS:.0f} seconds; see {log}")
        await asyncio.sleep(_POLL_SECONDS)


def last_lines(log: Path, count: int = 5) -> str:
    """The last lines of a log file."""
    return "\n".join(log.read_text(errors="replace").splitlines()[-count:])
