"""A supervised child is started again when it ends by itself, and stays stopped when it was told to."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from cli.embedded.process import Command, Process
from cli.supervisor import child as child_module
from cli.supervisor.child import Child
from tests.polling import until

WAIT = "import signal; print('up', flush=True); signal.pause()"


class Announcements:
    """What the user was told; `wait` waits for the next."""

    def __init__(self) -> None:
        self._texts: asyncio.Queue[str] = asyncio.Queue()

    def __call__(self, text: str) -> None:
        self._texts.put_nowait(text)

    async def wait(self) -> str:
        return await self._texts.get()


def python(source: str, *arguments: str) -> Command:
    return Command("sleeper", (sys.executable, "-c", source, *arguments), environment={"PATH": os.defpath})


async def test_killed_child_is_started_again_and_the_user_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child_module, "FIRST_DELAY", 0.01)
    told = Announcements()
    log = tmp_path / "sleeper.log"
    child = Child(python(WAIT), log, told)
    first = await child.start()

    os.kill(first.pid, signal.SIGKILL)
    message = await told.wait()
    os.kill((await _successor(child, first)).pid, signal.SIGKILL)
    later = await told.wait()
    await child.stop(5)

    assert message == f"sleeper ended by signal 9; it is started again in 0.01 s (log: {log})"
    assert later == f"sleeper ended by signal 9; it is started again in 0.02 s (log: {log})"


async def test_child_that_does_not_listen_is_killed_after_the_grace_period(tmp_path: Path) -> None:
    deaf = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); open({!r}, 'w').close(); signal.pause()"
    ready = tmp_path / "ready"
    child = Child(python(deaf.format(str(ready))), tmp_path / "log", Announcements())
    process = await child.start()
    await until(ready.exists)

    await child.stop(0.05)

    assert await process.wait() == -signal.SIGKILL


async def test_grandchildren_go_with_a_stopped_child(tmp_path: Path) -> None:
    sleeper = "subprocess.Popen([sys.executable, '-c', 'import signal; signal.pause()'])"
    parent = f"import subprocess, sys; p = {sleeper}; print(p.pid, flush=True); p.wait()"
    log = tmp_path / "log"
    child = Child(python(parent), log, Announcements())
    await child.start()
    await until(lambda: log.read_text().endswith("\n"))
    grandchild = Path("/proc") / log.read_text().strip()

    await child.stop(5)
    await until(lambda: not _is_alive(grandchild))


async def test_child_dies_with_a_killed_supervisor(tmp_path: Path) -> None:
    supervisor = """
import asyncio, sys
from pathlib import Path
from cli.embedded.process import Command, Process
async def main():
    process = await Process.start(Command("c", (sys.executable, "-c", "import signal; signal.pause()")), Path(sys.argv[1]) / "inner")
    print(process.pid, flush=True)
    await process.wait()
asyncio.run(main())
"""
    log = tmp_path / "log"
    environment = {"PYTHONPATH": os.pathsep.join(sys.path)}
    process = await Process.start(Command("supervisor", (sys.executable, "-c", supervisor, str(tmp_path)), environment=environment), log)
    await until(lambda: log.read_text().endswith("\n"))
    orphan = Path("/proc") / log.read_text().strip()

    os.kill(process.pid, signal.SIGKILL)
    await process.wait()
    await until(lambda: not _is_alive(orphan))


async def _successor(child: Child, first: Process) -> Process:
    await until(lambda: child.process is not first)
    assert child.process is not None
    return child.process


def _is_alive(process: Path) -> bool:
    try:
        return (process / "stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
