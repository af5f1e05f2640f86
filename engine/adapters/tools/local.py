"""Programs of this machine, run on one file in an empty folder of their own and held by a confinement."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import closing, suppress
from functools import cache
from pathlib import Path
from typing import IO

from engine.adapters.tools import misra
from engine.adapters.tools.confinement import MAX_FILE_BYTES, Confinement
from engine.domain.errors import ToolFailed
from engine.ports.tools import ToolOutput

MAX_SECONDS = 20
MAX_OUTPUT_CHARACTERS = 2_000_000
MISRA = "cppcheck-misra"


class LocalTools:
    """The port ToolRunner over subprocesses; a program is looked for beside Python's own and on the PATH.

    `cppcheck-misra` is cppcheck's MISRA add-on, run on what cppcheck dumps.
    """

    def run(self, program: str, arguments: tuple[str, ...], file_name: str, text: str) -> ToolOutput | None:
        """Run a program; None when it is not installed. Raises ToolFailed."""
        command = _command(program)
        if command is None:
            return None
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, file_name).write_text(text, encoding="utf-8", errors="replace")
            return _run(program, (*command, *arguments), Path(folder))


@cache
def program_path(program: str) -> str | None:
    """Where a program is installed, or None."""
    return shutil.which(program, path=os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)]))


def _command(program: str) -> tuple[str, ...] | None:
    """How a program is called: its path, or the add-on's two steps."""
    path = program_path("cppcheck" if program == MISRA else program)
    if path is None or program != MISRA:
        return None if path is None else (path,)
    addon = misra.addon_path(path)
    return None if addon is None else (sys.executable, "-s", "-E", misra.__file__, path, str(addon))


def _run(program: str, command: tuple[str, ...], folder: Path) -> ToolOutput:
    try:
        # files and not pipes: their size is bounded, and a grandchild that keeps them open delays nobody
        with (
            closing(Confinement(command, folder, MAX_SECONDS)) as confinement,
            tempfile.TemporaryFile() as output,
            tempfile.TemporaryFile() as errors,
        ):
            code = _wait(_start(command, folder, confinement, (output, errors)))
            return ToolOutput(code, *(_text(stream) for stream in (output, errors)))
    except subprocess.TimeoutExpired as error:
        message = f"'{program}' did not end within {MAX_SECONDS} seconds"
        raise ToolFailed(message) from error
    except subprocess.SubprocessError as error:
        message = f"'{program}' cannot be started: this machine cannot confine it (it needs a kernel with seccomp filters)"
        raise ToolFailed(message) from error
    except OSError as error:
        message = f"'{program}' cannot be started: {error.strerror}"
        raise ToolFailed(message) from error


def _start(
    command: tuple[str, ...], folder: Path, confinement: Confinement, streams: tuple[IO[bytes], IO[bytes]]
) -> subprocess.Popen[bytes]:
    environment = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(folder), "LC_ALL": "C.UTF-8", "TMPDIR": str(folder)}
    return subprocess.Popen(  # noqa: S603 - a fixed program with arguments from a fixed table
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=streams[0],
        stderr=streams[1],
        start_new_session=True,
        preexec_fn=confinement.enter,  # noqa: PLW1509 - it makes system calls only; nothing else can lock between fork and exec
    )


def _wait(process: subprocess.Popen[bytes]) -> int:
    """The exit code; then, or when time is up, whatever the program started is ended: it cannot have left the group."""
    try:
        return process.wait(timeout=MAX_SECONDS)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _text(stream: IO[bytes]) -> str:
    stream.seek(0)
    return stream.read(MAX_FILE_BYTES).decode("utf-8", "replace")[:MAX_OUTPUT_CHARACTERS]
