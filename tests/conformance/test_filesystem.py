"""The filesystem adapters under the conformance suites."""

from pathlib import Path

import pytest

from engine.adapters.filesystem.artifact_store import FilesystemArtifactStore
from engine.domain.errors import StoreUnavailable
from tests.conformance.artifact_store import ArtifactStoreConformance


class TestFilesystemArtifactStore(ArtifactStoreConformance):
    @pytest.fixture
    def store(self, tmp_path: Path) -> FilesystemArtifactStore:
        return FilesystemArtifactStore(tmp_path / "artifacts")

    async def test_leaves_no_other_file(self, store: FilesystemArtifactStore, tmp_path: Path) -> None:
        digest = await store.put(b"one")
        files = [path for path in (tmp_path / "artifacts").rglob("*") if path.is_file()]
        assert files == [tmp_path / "artifacts" / digest[:2] / digest[2:]]

    async def test_a_damaged_artifact_is_not_handed_out(self, store: FilesystemArtifactStore, tmp_path: Path) -> None:
        digest = await store.put(b"one")
        (tmp_path / "artifacts" / digest[:2] / digest[2:]).write_bytes(b"two")
        with pytest.raises(StoreUnavailable, match="damaged"):
            await store.get(digest)
