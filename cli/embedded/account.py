"""The unprivileged account that servers run under when Skyt itself is started by root."""

import fcntl
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cli.errors import SetUpFailed

ACCOUNT_NAME = "skyt"
_SUBSTITUTES = ("postgres", "nobody")
_LOCK = Path("/run/skyt-account.lock")


@dataclass(frozen=True, slots=True)
class Account:
    """A user of this machine, by name and numbers."""

    name: str
    uid: int
    gid: int

    def can(self, access: str, path: Path) -> bool:
        """Whether this account has an access (`r`, `w` or `x`) to a path, parents included."""
        command = ["/usr/bin/test", f"-{access}", str(path)]
        return subprocess.run(command, cwd="/", check=False, **running_as(self)).returncode == 0  # noqa: S603 - fixed program, no shell


def running_as(account: Account | None) -> dict[str, Any]:
    """The arguments by which subprocess starts a program under an account (None: under the caller's)."""
    return {} if account is None else {"user": account.uid, "group": account.gid, "extra_groups": []}


def server_account() -> Account | None:
    """The account for servers: None unless root asks (PostgreSQL refuses to run as root).

    Uses the system user `skyt`, which is created when it is missing, or an existing unprivileged one where that is not possible.
    Raises SetUpFailed when there is none at all.
    """
    if os.geteuid() != 0:
        return None
    account = _find(ACCOUNT_NAME) or _create() or next(filter(None, map(_find, _SUBSTITUTES)), None)
    if account is None:
        raise SetUpFailed(
            f"PostgreSQL does not run as root and the user '{ACCOUNT_NAME}' could not be created; start Skyt as an ordinary user"
        )
    return account


def _find(name: str) -> Account | None:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return Account(name, entry.pw_uid, entry.pw_gid)


def _create() -> Account | None:
    """Create the account, one process after the other: useradd gives up while another one runs."""
    with _LOCK.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return _find(ACCOUNT_NAME) or _added()


def _added() -> Account | None:
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if useradd is None:
        return None
    command = [useradd, "--system", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin", ACCOUNT_NAME]
    subprocess.run(command, check=False, capture_output=True)  # noqa: S603 - fixed program, no shell
    return _find(ACCOUNT_NAME)
