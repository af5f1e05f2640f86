"""A child that is kept running: when it ends by itself, it is started again, a little later each time."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from cli.embedded.process import Command, Process

FIRST_DELAY = 0.5
LONGEST_DELAY = 30.0
STEADY_SECONDS = 60.0

Announce = Callable[[str], None]


class Child:
    """One supervised command."""

    def __init__(self, command: Command, log: Path, announce: Announce) -> None:
        """Take what to run, where its output goes, and how to tell the user of a restart."""
        self.command, self._log, self._announce = command, log, announce
        self.process: Process | None = None
        self._watcher: asyncio.Task[None] | None = None

    async def start(self) -> Process:
        """Start it; from now on it is kept running until `stop`."""
        self.process = await Process.start(self.command, self._log)
        self._watcher = asyncio.create_task(self._keep_running(self.process), name=f"keep {self.command.name} running")
        return self.process

    async def stop(self, grace_seconds: float) -> None:
        """Stop it and stay so."""
        if self._watcher is not None:
            self._watcher.cancel()
            await asyncio.gather(self._watcher, return_exceptions=True)
        if self.process is not None:
            await self.process.stop(grace_seconds)

    async def _keep_running(self, process: Process) -> None:
        loop, delay = asyncio.get_running_loop(), FIRST_DELAY
        while True:
            started = loop.time()
            code = await process.wait()
            process.kill()
            delay = FIRST_DELAY if loop.time() - started > STEADY_SECONDS else delay
            self._announce(f"{self.command.name} ended {_manner(code)}; it is started again in {delay:g} s (log: {self._log})")
            await asyncio.sleep(delay)
            delay = min(delay * 2, LONGEST_DELAY)
            process = self.process = await Process.start(self.command, self._log)


def _manner(code: int) -> str:
    return f"by signal {-code}" if code < 0 else f"with exit code {code}"
