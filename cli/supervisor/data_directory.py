"""The directory that holds everything one installation keeps; only one `skyt up` may use it at a time."""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cli.errors import SetUpFailed


@contextmanager
def locked_data_directory(path: Path) -> Iterator[Path]:
    """Make the directory and hold its lock. Raises SetUpFailed, naming the holder, when another process has it."""
    folder = path.absolute()
    try:
        folder.mkdir(mode=0o711, parents=True, exist_ok=True)
        (folder / "logs").mkdir(exist_ok=True)
        descriptor = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise SetUpFailed(f"the data directory {folder} cannot be used: {error.strerror}; choose another with SKYT_DATA_DIR=...") from error
    try:
        _lock(descriptor, folder)
        yield folder
    finally:
        os.close(descriptor)


def _lock(descriptor: int, folder: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.read(descriptor, 32).decode(errors="replace").strip() or "unknown"
        raise SetUpFailed(
            f"the data directory {folder} is in use by another `skyt up` (process {holder}); "
            f"stop that one (kill {holder}), or choose another directory: SKYT_DATA_DIR=... SKYT_PORT=... make up"
        ) from None
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)


def secret_key(folder: Path) -> str:
    """The installation's secret, made at the first start and readable by its owner only."""
    path = folder / "secret_key"
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()
