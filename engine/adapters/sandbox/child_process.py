"""A sandbox of one fresh child process per program, held by resource limits and the clock only."""

import contextlib
import json
import math
import os
import select
import signal
import subprocess
import sys
import time
from dataclasses import dataclass

from engine.adapters.sandbox.reply import execution_of
from engine.adapters.sandbox.script import BOOTSTRAP, child_script
from engine.domain.errors import SandboxFailed
from engine.ports.sandbox import Execution, Limits, Outcome, Program

MAX_REPLY_BYTES = 32_000_000
_COMMAND = (sys.executable, "-s", "-S", "-P", "-B", "-c", BOOTSTRAP)
_ENVIRONMENT = {"PYTHONHASHSEED": "0", "PYTHONUTF8": "1"}
_END = b'["end"]\n'


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back from a child: its bytes, and why reading stopped where it did not end by itself."""

    content: bytes
    stopped_by: Outcome | None
    exit_code: int


class ChildProcessSandbox:
    """Runs each program in a new session with an empty environment; kills the whole process group afterwards.

    Isolation `none`: the code can read files and reach the network as this user can.
    """

    isolation = "none"

    def run(self, program: Program, limits: Limits) -> Execution:
        """Run every scenario of the program within the limits. Raises SandboxFailed when no child can be started."""
        reply = self._converse(_request(program, limits), limits.wall_seconds)
        return execution_of(reply.content, reply.stopped_by, reply.exit_code, program, self.isolation)

    def _converse(self, request: bytes, wall_seconds: float) -> Reply:
        read_end, write_end = os.pipe()
        try:
            child = _spawn(write_end)
        except OSError as error:
            os.close(read_end)
            raise SandboxFailed(f"no child process can be started: {error}") from error
        finally:
            os.close(write_end)
        try:
            _send(child, child_script() + request)
            content, stopped_by = _receive(read_end, time.monotonic() + wall_seconds)
        finally:
            os.close(read_end)
            _end(child)
        return Reply(content, stopped_by, child.returncode)


def _request(program: Program, limits: Limits) -> bytes:
    scenarios = [[[call.method, list(call.arguments)] for call in scenario] for scenario in program.scenarios]
    return json.dumps(
        {
            "source": program.source,
            "entry_point": program.entry_point,
            "scenarios": scenarios,
            "memory_mb": limits.memory_mb,
            "cpu_seconds": math.ceil(limits.wall_seconds) + 1,
            "call_seconds": limits.wall_seconds / 4,
            "observation_bytes": limits.observation_bytes,
        }
    ).encode()


def _spawn(write_end: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603
        [*_COMMAND, str(write_end)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=_ENVIRONMENT,
        cwd="/",
        pass_fds=(write_end,),
        start_new_session=True,
    )


def _send(child: subprocess.Popen[bytes], content: bytes) -> None:
    assert child.stdin is not None
    with contextlib.suppress(BrokenPipeError):
        child.stdin.write(content)
        child.stdin.close()


def _receive(read_end: int, deadline: float) -> tuple[bytes, Outcome | None]:
    """Read until the child says it is done, closes its end, writes too much or runs out of time."""
    chunks: list[bytes] = []
    size, tail = 0, b""
    poll = select.poll()
    poll.register(read_end, select.POLLIN | select.POLLHUP)
    while not tail.endswith(_END):
        remaining = deadline - time.monotonic()
        if remaining <= 0 or not poll.poll(remaining * 1000):
            return b"".join(chunks), Outcome.TIMEOUT
        chunk = os.read(read_end, 1 << 16)
        if not chunk:
            return b"".join(chunks), Outcome.CRASHED
        chunks.append(chunk)
        size, tail = size + len(chunk), (tail + chunk)[-len(_END) :]
        if size > MAX_REPLY_BYTES:
            return b"".join(chunks), Outcome.BLOCKED
    return b"".join(chunks), None


def _end(child: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    with contextlib.suppress(BrokenPipeError):
        child.communicate()
