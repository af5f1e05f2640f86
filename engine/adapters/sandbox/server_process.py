"""The supervisor's side of one fork-server: starts it, hands it jobs, rules the clock and reads reports."""

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import engine
from engine.adapters.sandbox.guest.report_format import IS_LOCKED, STATE_BYTES, STATUS, USED
from engine.adapters.sandbox.isolation import IsolationSettings
from engine.adapters.sandbox.job import Job
from engine.adapters.sandbox.report_reader import Ending, told
from engine.domain.errors import SandboxFailed

START_SECONDS = 30.0
KILL_SECONDS = 5.0
_ROOT = str(Path(engine.__file__).parent.parent)
_BOOTSTRAP = (
    "import sys; sys.path.append(sys.argv[1]); from engine.adapters.sandbox.guest.server import main; main(int(sys.argv[2]), sys.argv[3])"
)


class ServerDied(Exception):
    """The fork-server is gone; a new one may do."""


class ServerProcess:
    """One running fork-server; its jobs may be run from several threads at once."""

    def __init__(self, hash_seed: int, settings: IsolationSettings, interpreter: str = sys.executable) -> None:
        """Start it with a clean environment and no inherited descriptors. Raises SandboxFailed when it does not come up."""
        self._control, theirs = socket.socketpair()
        try:
            with theirs:
                self._process = _start(theirs, hash_seed, settings, interpreter)
        except SandboxFailed:
            self._control.close()
            raise
        try:
            self.isolation: str = self._hello()["isolation"]
        except BaseException:
            self.close()
            raise

    def _hello(self) -> dict[str, str]:
        self._control.settimeout(START_SECONDS)
        try:
            line = self._control.makefile("rb").readline(1_000)
            self._control.settimeout(None)
            hello: dict[str, str] = json.loads(line)
        except (OSError, ValueError) as error:
            raise SandboxFailed("the sandbox's fork-server did not start; see its message above, if there is one") from error
        return hello

    @property
    def process_id(self) -> int:
        """The process's number."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def run(self, job: Job, wall_seconds: float) -> tuple[bytes, Ending]:
        """Run one job in a child until it ends or its time is over; answers with the report and how it ended.

        Raises ServerDied when the server went away, SandboxFailed when a child did not come
        as far as the code under test or outlives its kill.
        """
        with _memory_file() as job_file, _memory_file() as report_file:
            os.write(job_file, job.content)
            os.truncate(report_file, STATE_BYTES + job.report_bytes)
            ending = _timed(self._supervise((job_file, report_file), wall_seconds), job.processor_seconds)
            if os.pread(report_file, 1, 0) != IS_LOCKED:
                raise SandboxFailed(f"a child of the sandbox did not lock itself ({told(ending.status)}); is the machine overloaded?")
            used = USED.unpack(os.pread(report_file, USED.size, STATE_BYTES))[0]
            return os.pread(report_file, min(USED.size + used, job.report_bytes), STATE_BYTES), ending

    def _supervise(self, files: tuple[int, int], wall_seconds: float) -> Ending:
        """Hand the files to the server, and have the child killed when its time is over."""
        ours, theirs = socket.socketpair()
        with ours:
            started = time.monotonic()
            try:
                with theirs:
                    socket.send_fds(self._control, [b"j"], [*files, theirs.fileno()])
                was_stopped = not _is_readable(ours, wall_seconds)
                message = self._stopped(ours) if was_stopped else ours.recv(STATUS.size)
            except OSError as error:
                raise ServerDied from error
        if len(message) != STATUS.size:
            raise ServerDied
        status, processor_microseconds = STATUS.unpack(message)
        return Ending(status, was_stopped, (time.monotonic() - started) * 1e3, processor_microseconds / 1e3)

    def _stopped(self, ours: socket.socket) -> bytes:
        """Have the child of this socket killed, and wait for what the server tells of its end."""
        ours.shutdown(socket.SHUT_WR)
        if not _is_readable(ours, KILL_SECONDS):
            self.close()
            raise SandboxFailed("the sandbox's fork-server did not answer; it was ended")
        return ours.recv(STATUS.size)

    def close(self) -> None:
        """End the server; its children die with it."""
        self._control.close()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


def _start(control: socket.socket, hash_seed: int, settings: IsolationSettings, interpreter: str) -> subprocess.Popen[bytes]:
    # No -I: it would discard the hash seed. The environment is empty but for what is given here, and -s -S -P keep files of others out.
    command = [interpreter, "-s", "-S", "-P", "-B", "-X", "utf8", "-c", _BOOTSTRAP, _ROOT, str(control.fileno()), ",".join(settings.layers)]
    try:
        return subprocess.Popen(  # noqa: S603
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={"PYTHONHASHSEED": str(hash_seed)},
            cwd="/",
            pass_fds=(control.fileno(),),
            start_new_session=True,
        )
    except OSError as error:
        raise SandboxFailed(f"no fork-server can be started: {error}") from error


def _timed(ending: Ending, processor_seconds: int) -> Ending:
    """The same ending, as one by the clock where the kernel killed the child because its processor time was used up."""
    ended_by = os.WTERMSIG(ending.status) if os.WIFSIGNALED(ending.status) else None
    # one that ignores SIGXCPU is killed a second later
    is_used_up = ended_by == signal.SIGXCPU or (ended_by == signal.SIGKILL and ending.processor_ms >= processor_seconds * 1e3)
    return ending._replace(was_stopped=ending.was_stopped or is_used_up)


@contextlib.contextmanager
def _memory_file() -> Iterator[int]:
    """A file without a name, in memory where the system can."""
    if hasattr(os, "memfd_create"):
        descriptor = os.memfd_create("skyt", os.MFD_CLOEXEC)
    else:
        with tempfile.TemporaryFile() as file:
            descriptor = os.dup(file.fileno())
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _is_readable(ours: socket.socket, seconds: float) -> bool:
    poll = select.poll()
    poll.register(ours, select.POLLIN)
    return bool(poll.poll(seconds * 1000))
