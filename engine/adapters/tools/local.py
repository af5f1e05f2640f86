"""Programs of this machine, run on one file in an empty folder, with bounds on time, memory and what they may write."""

import ctypes
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from engine.domain.errors import ToolFailed
from engine.ports.tools import ToolOutput

MAX_SECONDS = 20
MAX_MEMORY_BYTES = 2_000_000_000
MAX_FILE_BYTES = 20_000_000
MAX_OUTPUT_CHARACTERS = 2_000_000
PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS = 1, 38
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


class LocalTools:
    """The port ToolRunner over subprocesses; a program is looked for beside Python's own and on the PATH."""

    def run(self, program: str, arguments: tuple[str, ...], file_name: str, text: str) -> ToolOutput | None:
        """Run a program; None when it is not installed. Raises ToolFailed."""
        path = program_path(program)
        if path is None:
            return None
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, file_name).write_text(text, encoding="utf-8", errors="replace")
            return _run(path, arguments, folder)


@cache
def program_path(program: str) -> str | None:
    """Where a program is installed, or None."""
    return shutil.which(program, path=os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)]))


def _run(path: str, arguments: tuple[str, ...], folder: str) -> ToolOutput:
    environment = {"PATH": os.environ.get("PATH", os.defpath), "HOME": folder, "LC_ALL": "C.UTF-8", "TMPDIR": folder}
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program with arguments from a fixed table
            [path, *arguments],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=MAX_SECONDS,
            check=False,
            start_new_session=True,
            preexec_fn=_confine,
        )
    except subprocess.TimeoutExpired as error:
        message = f"'{Path(path).name}' did not end within {MAX_SECONDS} seconds"
        raise ToolFailed(message) from error
    except OSError as error:
        message = f"'{Path(path).name}' cannot be started: {error.strerror}"
        raise ToolFailed(message) from error
    texts = [stream.decode("utf-8", "replace")[:MAX_OUTPUT_CHARACTERS] for stream in (done.stdout, done.stderr)]
    return ToolOutput(done.returncode, *texts)


def _confine() -> None:
    """Bound the program; on Linux it dies with us, gains no rights, and where the kernel lets us it has no network."""
    if _LIBC is not None:
        _LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        _LIBC.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        if _LIBC.unshare(CLONE_NEWNET) != 0:
            _LIBC.unshare(CLONE_NEWUSER | CLONE_NEWNET)
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MAX_FILE_BYTES, MAX_FILE_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
