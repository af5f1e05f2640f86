"""The import law of the house."""

import logging
from collections.abc import Iterator

import pytest
from importlinter.cli import lint_imports

from tests.architecture.files import REPOSITORY


@pytest.fixture(autouse=True)
def loggers_stay_on() -> Iterator[None]:
    """The linter sets up logging of its own and switches off whatever loggers there are, for the tests after it as well."""
    known = [item for item in logging.getLogger().manager.loggerDict.values() if isinstance(item, logging.Logger)]
    before = [item.disabled for item in known]
    yield
    for item, is_disabled in zip(known, before, strict=True):
        item.disabled = is_disabled


def test_imports_flow_one_way() -> None:
    assert lint_imports(config_filename=str(REPOSITORY / "pyproject.toml"), no_cache=True) == 0
