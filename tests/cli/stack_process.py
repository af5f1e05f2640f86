"""`skyt up` as a process, and what it leaves behind."""

import asyncio
import os
import shutil
import signal
import socket
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

SKYT = str(Path(sys.executable).with_name("skyt"))
READY = "Ctrl-C stops everything."


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def environment(data_dir: Path, port: int, **more: str) -> dict[str, str]:
    """An environment with nothing of the caller's settings in it."""
    return {"PATH": os.defpath, "SKYT_DATA_DIR": str(data_dir), "SKYT_PORT": str(port), "SKYT_ANSWER_LATENCY_MS": "20", **more}


@asynccontextmanager
async def data_directory() -> AsyncIterator[Path]:
    """A data directory that any account can reach, removed afterwards."""
    folder = _open_folder()
    try:
        yield folder / "data"
    finally:
        shutil.rmtree(folder)


def _open_folder() -> Path:
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o711)
    return folder


async def run_skyt(*arguments: str, env: dict[str, str]) -> tuple[int | None, str, str]:
    """Run a command to its end; answers with exit code, output and errors."""
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(SKYT, *arguments, stdout=pipe, stderr=pipe, env=env)
    output, errors = await process.communicate()
    return process.returncode, output.decode(), errors.decode()


@dataclass
class RunningStack:
    """A started `skyt up`, with what it has printed so far."""

    process: asyncio.subprocess.Process
    lines: list[str] = field(default_factory=list)

    async def until(self, text: str) -> str:
        """Read its output up to the next line with this text."""
        assert self.process.stdout is not None
        async with asyncio.timeout(120):
            while line := (await self.process.stdout.readline()).decode():
                self.lines.append(line.rstrip("\n"))
                if text in line:
                    return line
        raise AssertionError(f"it ended without saying {text!r}:\n" + "\n".join(self.lines))

    async def end(self, number: signal.Signals) -> int:
        """Send a signal and wait for its end; answers with the exit code."""
        self.process.send_signal(number)
        output, _ = await self.process.communicate()
        self.lines += output.decode().splitlines()
        assert self.process.returncode is not None
        return self.process.returncode

    def child(self, words: str) -> int:
        """The process id of the descendant whose command line has these words."""
        (found,) = [pid for pid in descendants(self.process.pid) if words in command_line(pid)]
        return found


@asynccontextmanager
async def running_stack(env: dict[str, str]) -> AsyncIterator[RunningStack]:
    """Start `skyt up` and wait until it is ready; stop it at the end if it still runs."""
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(SKYT, "up", stdout=pipe, stderr=asyncio.subprocess.STDOUT, env=env)
    stack = RunningStack(process)
    try:
        await stack.until(READY)
        yield stack
    finally:
        if process.returncode is None:
            await stack.end(signal.SIGINT)


def descendants(pid: int) -> list[int]:
    """The process ids of all children, their children, and so on."""
    children = [child for child, parent in _parents() if parent == pid]
    return children + [further for child in children for further in descendants(child)]


def command_line(pid: int) -> str:
    """How a process was started; empty when it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def _parents() -> Iterator[tuple[int, int]]:
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            yield int(status.parent.name), int(status.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
