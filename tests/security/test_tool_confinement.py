"""Programs that read outputs: what they can read, write, reach and leave behind, tried with Python as the program."""

import os
import select
import sys
from pathlib import Path

import pytest

from engine.adapters.tools.local import LocalTools
from engine.domain.errors import ToolFailed
from engine.ports.tools import ToolOutput

linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has the locks")


def ran(code: str) -> ToolOutput:
    output = LocalTools().run("python", ("-c", code), "x.txt", "")
    assert output is not None
    return output


def refusal(code: str) -> str:
    """What the program was told when it tried."""
    return ran(f"try:\n {code}\nexcept OSError as error:\n print(type(error).__name__)\nelse:\n print('done')").stdout.strip()


@linux
@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.socket()",
        "import socket; socket.socket(socket.AF_UNIX)",
        "import os; os.setsid()",
        "import os; os.setpgid(0, 0)",
    ],
)
def test_no_socket_is_opened_and_no_group_is_left(code: str) -> None:
    assert refusal(code) == "PermissionError"


@linux
def test_only_the_own_folder_is_written(tmp_path: Path) -> None:
    assert refusal("open('made', 'w').close()") == "done"
    assert refusal(f"open({str(tmp_path / 'made')!r}, 'w')") == "PermissionError"
    assert not (tmp_path / "made").exists()


@linux
@pytest.mark.parametrize("path", ["/etc/passwd", "/proc/1/environ", "/tmp", __file__])
def test_what_is_not_a_program_is_not_read(path: str) -> None:
    assert refusal(f"import os; os.listdir({path!r}) if os.path.isdir({path!r}) else open({path!r})") == "PermissionError"


@linux
def test_grandchildren_end_with_the_program_and_when_time_is_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    sleeper = "[sys.executable, '-c', 'import time; time.sleep(60)']"
    start = f"import subprocess, sys, time; print(subprocess.Popen({sleeper}).pid, flush=True)"
    assert ends(int(ran(start).stdout))
    (tmp_path / "pid").touch()
    monkeypatch.setattr("engine.adapters.tools.local.MAX_SECONDS", 1)
    monkeypatch.setattr("tempfile.TemporaryFile", lambda: (tmp_path / "pid").open("r+b"))
    with pytest.raises(ToolFailed, match="'python' did not end within 1 seconds"):
        ran(f"{start}; time.sleep(60)")
    assert ends(int((tmp_path / "pid").read_text()))


def ends(process: int) -> bool:
    """Whether a process is dead, or dies at once."""
    try:
        descriptor = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([descriptor], [], [], 10)[0])
    finally:
        os.close(descriptor)


@linux
def test_what_a_program_says_is_bounded() -> None:
    output = ran("import sys\nfor _ in range(60):\n sys.stdout.write('x' * 1_000_000)")
    assert len(output.stdout) == 2_000_000
    assert output.exit_code != 0


def test_no_descriptor_is_left_open() -> None:
    ran("")
    before = len([*Path("/proc/self/fd").iterdir()]) if sys.platform == "linux" else 0
    ran("")
    assert (len([*Path("/proc/self/fd").iterdir()]) if sys.platform == "linux" else 0) == before
