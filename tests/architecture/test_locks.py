"""The locks are what pyproject.toml asks for: every requirement is met, hashed, and the same for users and developers."""

import re
import tomllib

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.files import REPOSITORY

PINNED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^ ;\\]+)(?P<rest>[^\\]*)\\?$")


def read_lock(name: str) -> dict[str, set[str]]:
    """Package names with their pinned versions (several where they differ by platform)."""
    pins: dict[str, set[str]] = {}
    for line in (REPOSITORY / name).read_text().splitlines():
        if found := PINNED.match(line):
            pins.setdefault(canonicalize_name(found["name"]), set()).add(found["version"])
    return pins


def asked_for(*groups: str) -> list[Requirement]:
    document = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())
    lists = [document["project"]["dependencies"], *(document["dependency-groups"][group] for group in groups)]
    return [Requirement(item) for entries in lists for item in entries if isinstance(item, str)]


def unmet(requirements: list[Requirement], pins: dict[str, set[str]]) -> list[str]:
    return [
        str(requirement)
        for requirement in requirements
        if not any(requirement.specifier.contains(version) for version in pins.get(canonicalize_name(requirement.name), ()))
    ]


def test_every_requirement_is_met_by_the_locks() -> None:
    assert unmet(asked_for("build"), read_lock("requirements.lock")) == []
    assert unmet(asked_for("build", "dev"), read_lock("requirements-dev.lock")) == []


def test_developers_have_the_versions_that_users_have() -> None:
    users, developers = read_lock("requirements.lock"), read_lock("requirements-dev.lock")

    assert {name: versions for name, versions in users.items() if developers.get(name) != versions} == {}


def test_every_pinned_package_has_hashes_and_no_address() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (REPOSITORY / name).read_text()
        assert "://" not in text
        for line in text.splitlines():
            if PINNED.match(line):
                assert line.endswith("\\"), f"{name}: {line} has no hash"


def test_unmet_requirements_are_seen() -> None:
    pins = {"rich": {"15.0.0"}}

    assert unmet([Requirement("rich>=16"), Requirement("rich>=15"), Requirement("typer")], pins) == ["rich>=16", "typer"]
