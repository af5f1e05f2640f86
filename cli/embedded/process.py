"""One child process: started in a session of its own, so that only its owner stops it, and never left behind."""

import asyncio
import os
import signal
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cli.embedded.account import Account, running_as
from workers.process_family import dying_with_caller


@dataclass(frozen=True, slots=True)
class Command:
    """What to start and how to stop it. `account` is who runs it (None: whoever calls), `environment` is all it gets."""

    name: str
    arguments: tuple[str, ...]
    stop_signal: signal.Signals = signal.SIGTERM
    environment: Mapping[str, str] = field(default_factory=dict)
    account: Account | None = None
    directory: Path = Path("/")


class Process:
    """A started command."""

    def __init__(self, command: Command, process: asyncio.subprocess.Process) -> None:
        """Wrap a started process; use `start`."""
        self.command = command
        self._process = process

    @classmethod
    async def start(cls, command: Command, log: Path) -> "Process":
        """Start a command whose output is appended to a log file. Call it from the main thread (prctl's parent is a thread)."""
        with log.open("ab") as output:
            process = await asyncio.create_subprocess_exec(
                *command.arguments,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                preexec_fn=dying_with_caller(command.stop_signal),
                env=dict(command.environment),
                cwd=command.directory,
                **running_as(command.account),
            )
        return cls(command, process)

    @property
    def pid(self) -> int:
        """The process id, which is also its session's and its group's."""
        return self._process.pid

    @property
    def is_running(self) -> bool:
        """Whether it has not ended yet."""
        return self._process.returncode is None

    async def wait(self) -> int:
        """Wait for its end; answers with the exit code (negative: the number of the signal that ended it)."""
        return await self._process.wait()

    async def stop(self, grace_seconds: float) -> None:
        """Send the stop signal; after the grace period kill the whole group."""
        if self.is_running:
            self._process.send_signal(self.command.stop_signal)
            try:
                await asyncio.wait_for(self._process.wait(), grace_seconds)
            except TimeoutError:
                self.kill()
                await self._process.wait()
        self.kill()

    def kill(self) -> None:
        """Kill the process and whatever is left of its group, at once."""
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
