"""Words that have no place in a repository: one machine's paths, package hosts, and notes of unfinished work."""

import re

from tests.architecture.files import REPOSITORY, python_files, repository_files

MACHINE_FOLDERS = ("work", "root")
PACKAGE_HOSTS = tuple(
    "".join(parts) for parts in (("npm", "js"), ("py", "pi"), ("python", "hosted"), ("gh", "cr"), ("qu", "ay"), ("dock", "er"))
)
FOLDERS = rf"(?<![\w.])/(?:{'|'.join(MACHINE_FOLDERS)})/|\.{'library'}/"
PLACES = re.compile(rf"{FOLDERS}|(?:{'|'.join(map(re.escape, PACKAGE_HOSTS))})\.(?:org|io)\b")
UNFINISHED = re.compile(rf"\b(?:{'TO'}DO|{'FIX'}ME|{'XX'}X)\b|{'Not'}ImplementedError")
BINARY = {".gz", ".png", ".ico", ".woff2", ".jpg"}


def test_no_file_names_a_machine_or_a_package_host() -> None:
    found = {
        f"{path.relative_to(REPOSITORY)}:{number}": line.strip()[:120]
        for path in repository_files()
        if path.suffix not in BINARY
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1)
        if PLACES.search(line)
    }

    assert found == {}


def test_nothing_is_left_unfinished() -> None:
    found = [
        f"{path.relative_to(REPOSITORY)}:{number}"
        for path in python_files("engine", "api", "workers", "cli", "migrations", "tests")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if UNFINISHED.search(line)
    ]

    assert found == []
