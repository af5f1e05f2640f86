"""The fixtures of the database, and recorded answers."""

from pathlib import Path

import pytest

from tests.database_fixtures import ada, contract_id, database, owner, preset_ids
from tests.workers.jobs import write_recordings

__all__ = ["ada", "contract_id", "database", "owner", "preset_ids"]


@pytest.fixture
def recordings(tmp_path: Path) -> Path:
    """A file of thirty recorded answers."""
    return write_recordings(tmp_path)
