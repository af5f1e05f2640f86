"""What every ArtifactStore must do. Subclass `ArtifactStoreConformance` and give it a fixture `store`."""

import hashlib

import pytest

from engine.domain.errors import NotFound
from engine.ports.artifact_store import ArtifactStore


class ArtifactStoreConformance:
    """Needs a fixture `store` that yields an empty ArtifactStore."""

    @pytest.mark.parametrize("content", [b"", b"one", bytes(range(256)) * 4096], ids=["empty", "short", "one megabyte"])
    async def test_gives_back_what_was_put_under_its_sha256(self, store: ArtifactStore, content: bytes) -> None:
        digest = await store.put(content)
        assert digest == hashlib.sha256(content).hexdigest()
        assert await store.get(digest) == content

    async def test_storing_twice_is_harmless(self, store: ArtifactStore) -> None:
        first = await store.put(b"the same")
        assert await store.put(b"the same") == first
        assert await store.get(first) == b"the same"

    async def test_keeps_different_contents_apart(self, store: ArtifactStore) -> None:
        first, second = await store.put(b"a"), await store.put(b"b")
        assert (await store.get(first), await store.get(second)) == (b"a", b"b")

    async def test_lists_what_is_there_with_its_moment_and_removes_it(self, store: ArtifactStore) -> None:
        first, second = await store.put(b"a"), await store.put(b"b")
        listed = {name: moment async for name, moment in store.stored()}
        assert set(listed) == {first, second}
        assert all(moment.tzinfo is not None for moment in listed.values())
        for _ in range(2):
            await store.remove(first)
        assert {name async for name, _ in store.stored()} == {second}
        with pytest.raises(NotFound):
            await store.get(first)

    @pytest.mark.parametrize("name", ["0" * 64, "", "../../etc/passwd", "ABC"])
    async def test_an_unknown_hash_is_not_found(self, store: ArtifactStore, name: str) -> None:
        with pytest.raises(NotFound) as caught:
            await store.get(name)
        assert (caught.value.kind, caught.value.name) == ("artifact", name)
