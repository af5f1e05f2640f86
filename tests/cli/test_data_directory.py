"""The data directory: one owner at a time, secrets for its owner only."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from cli.errors import SetUpFailed
from cli.supervisor.data_directory import locked_data_directory, secret_key

HOLD = """
import sys
from pathlib import Path
from cli.supervisor.data_directory import locked_data_directory
with locked_data_directory(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_second_owner_is_refused_and_told_who_the_first_is(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert holder.stdin is not None
    assert holder.stdout is not None
    try:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(SetUpFailed) as refusal, locked_data_directory(folder):
            pass
    finally:
        holder.stdin.close()
        holder.stdout.close()
        holder.wait()

    assert str(refusal.value) == (
        f"the data directory {folder} is in use by another `skyt up` (process {holder.pid}); "
        f"stop that one (kill {holder.pid}), or choose another directory: SKYT_DATA_DIR=... SKYT_PORT=... make up"
    )


def test_lock_goes_with_its_owner(tmp_path: Path) -> None:
    for _ in range(2):
        with locked_data_directory(tmp_path / "data") as folder:
            assert (folder / "lock").read_text() == f"{os.getpid()}\n"


def test_file_in_place_of_the_directory_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")

    with pytest.raises(SetUpFailed) as refusal, locked_data_directory(tmp_path / "data"):
        pass

    assert (
        str(refusal.value) == f"the data directory {tmp_path / 'data'} cannot be used: File exists; choose another with SKYT_DATA_DIR=..."
    )


def test_secret_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    first, second = secret_key(tmp_path), secret_key(tmp_path)

    assert first == second
    assert len(first) == 64
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600
