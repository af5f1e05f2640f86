"""Servers for tests: a real PostgreSQL and Redis per test process, in a folder that goes away with it."""

import os
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from cli.embedded.folders import close_sockets
from cli.embedded.postgres import UNSAFE_BUT_FAST
from cli.embedded.servers import Addresses, EmbeddedServers

_PREFIX = "skyt-tests-"


@asynccontextmanager
async def running_servers() -> AsyncIterator[Addresses]:
    """Start both servers over an empty folder; stop them and remove the folder at the end."""
    folder = _make_folder()
    servers = EmbeddedServers(folder, UNSAFE_BUT_FAST)
    processes = []
    try:
        for command in await servers.commands():
            processes.append(await servers.start(command))
        for process in processes:
            await servers.wait_until_ready(process)
        await servers.prepare_database()
        yield servers.addresses
    finally:
        for process in reversed(processes):
            await process.stop(grace_seconds=10)
        servers.close()
        shutil.rmtree(folder, ignore_errors=True)


def _make_folder() -> Path:
    _remove_leftovers()
    folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))
    folder.chmod(0o711)
    return folder


def _remove_leftovers() -> None:
    """Remove the folders of test processes that were killed and could not do so themselves."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        owner = folder.name.removeprefix(_PREFIX).split("-")[0]
        if owner.isdigit() and not Path(f"/proc/{owner}").exists():
            close_sockets(folder)
            shutil.rmtree(folder, ignore_errors=True)
