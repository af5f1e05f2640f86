"""The embedded PostgreSQL: its cluster, its roles and its process."""

import asyncio
import signal
from pathlib import Path

import asyncpg

from cli.embedded.account import Account, running_as
from cli.embedded.process import Command
from cli.errors import SetUpFailed

DATABASE = "skyt"
OWNER = "postgres"
APPLICATION_ROLE = "skyt_app"
_ENVIRONMENT = {"LC_ALL": "C", "TZ": "UTC", "PATH": "/usr/bin:/bin"}
_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "port": "5432",
    "max_connections": "100",
    "shared_buffers": "64MB",
    "log_min_messages": "warning",
    "log_min_error_statement": "panic",
}
UNSAFE_BUT_FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


async def create_cluster(programs: Path, folder: Path, account: Account | None) -> None:
    """Make the database cluster unless it exists. Raises SetUpFailed with what initdb said.

    The locale is C because the programs are built without ICU; checksums make a damaged page visible.
    """
    if (folder / "PG_VERSION").exists():
        return
    options = ("--username", OWNER, "--auth=trust", "--encoding=utf8", "--no-locale", "--data-checksums")
    process = await asyncio.create_subprocess_exec(
        str(programs / "initdb"),
        "--pgdata",
        str(folder),
        *options,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
        env=_ENVIRONMENT,
        cwd="/",
        **running_as(account),
    )
    _, problem = await process.communicate()
    if process.returncode != 0:
        raise SetUpFailed(f"PostgreSQL could not make its data folder {folder}: {problem.decode(errors='replace').strip()}")


def postgres_command(programs: Path, folder: Path, sockets: Path, account: Account | None, settings: dict[str, str]) -> Command:
    """How to start the server. It is stopped by SIGINT: SIGTERM would wait for every client."""
    chosen = {"unix_socket_directories": str(sockets)} | _SETTINGS | settings
    options = [part for name, value in chosen.items() for part in ("-c", f"{name}={value}")]
    return Command("postgres", (str(programs / "postgres"), "-D", str(folder), *options), signal.SIGINT, _ENVIRONMENT, account)


async def is_ready(sockets: Path) -> bool:
    """Whether the server takes queries."""
    try:
        connection = await asyncpg.connect(user=OWNER, database="postgres", host=str(sockets), timeout=5)
    except (OSError, asyncpg.PostgresError, TimeoutError):
        return False
    await connection.close()
    return True


async def prepare_database(sockets: Path) -> None:
    """Create the application's role and the database, unless they exist."""
    connection = await asyncpg.connect(user=OWNER, database="postgres", host=str(sockets))
    try:
        if not await connection.fetchval("select true from pg_roles where rolname = $1", APPLICATION_ROLE):
            await connection.execute(f"create role {APPLICATION_ROLE} login nosuperuser nocreatedb nocreaterole nobypassrls")
        if not await connection.fetchval("select true from pg_database where datname = $1", DATABASE):
            await connection.execute(f"create database {DATABASE}")
    finally:
        await connection.close()


def database_url(role: str, sockets: Path) -> str:
    """SQLAlchemy's address of the database for a role."""
    return f"postgresql+asyncpg://{role}@/{DATABASE}?host={sockets}"
