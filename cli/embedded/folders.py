"""Where the embedded servers keep their data and their sockets."""

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from cli.embedded.account import Account
from cli.errors import SetUpFailed

LONGEST_SOCKET_FOLDER = 80
_SYSTEM_FOLDERS = (Path("/var/lib/skyt"), Path("/var/tmp"))  # noqa: S108 - survives a restart of the machine; mkdtemp makes the name
_SOCKET_PREFIX = "skyt-"


@dataclass(frozen=True, slots=True)
class ServerFolders:
    """`data` survives; `sockets` is short-lived, private and short-named (a socket's path has at most 107 bytes)."""

    data: Path
    sockets: Path


def open_folders(data_dir: Path, account: Account | None) -> ServerFolders:
    """Make, or find again, the folders of a data directory's servers, as `servers` and `sockets` inside it.

    When the servers' account cannot reach the data directory (it lies in a home folder of mode 700), `servers` is a link to
    a folder of its own outside. What a killed predecessor left of its sockets is removed.
    """
    data = _open_data_folder(data_dir, account)
    close_sockets(data_dir)
    sockets = Path(tempfile.mkdtemp(prefix=_SOCKET_PREFIX, dir=_short_folder()))
    _give(sockets, account)
    (data_dir / "sockets").symlink_to(sockets)
    return ServerFolders(data, sockets)


def close_sockets(data_dir: Path) -> None:
    """Remove the folder of sockets."""
    link = data_dir / "sockets"
    if link.is_symlink():
        target = link.readlink()
        if target.name.startswith(_SOCKET_PREFIX):
            shutil.rmtree(target, ignore_errors=True)
        link.unlink()


def _open_data_folder(data_dir: Path, account: Account | None) -> Path:
    servers = data_dir / "servers"
    if servers.is_symlink() and not servers.exists():
        raise SetUpFailed(f"{servers} points to {servers.readlink()}, which is gone; remove {data_dir} to start with an empty database")
    if not servers.exists():
        if account is None or account.can("x", data_dir):
            servers.mkdir(mode=0o711)
        else:
            servers.symlink_to(_make_outside_folder())
    folder = servers.resolve()
    _give(folder, account)
    return folder


def _make_outside_folder() -> Path:
    for parent in _SYSTEM_FOLDERS:
        try:
            parent.mkdir(mode=0o755, exist_ok=True)
            return Path(tempfile.mkdtemp(prefix="servers-", dir=parent))
        except OSError:
            continue
    raise SetUpFailed(f"no folder for the database: neither {_SYSTEM_FOLDERS[0]} nor {_SYSTEM_FOLDERS[1]} can be written")


def _short_folder() -> Path:
    folder = Path(tempfile.gettempdir())
    return folder if len(os.fsencode(folder)) <= LONGEST_SOCKET_FOLDER else Path("/tmp")  # noqa: S108 - mkdtemp makes a private folder in it


def _give(folder: Path, account: Account | None) -> None:
    if account is not None:
        os.chown(folder, account.uid, account.gid)
