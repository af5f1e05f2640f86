"""A memory cache in front of the shared Redis."""

from prometheus_client import REGISTRY

from engine.adapters.layered_cache import LayeredCache
from engine.adapters.memory.cache import MemoryCache
from engine.adapters.redis.cache import RedisCache


def counted(kind: str, found: str) -> float:
    return REGISTRY.get_sample_value("skyt_cache_requests_total", {"kind": kind, "found": found}) or 0.0


def test_what_one_worker_found_out_another_does_not_find_out_again(redis_url: str) -> None:
    shared = RedisCache(redis_url)
    first, second = (LayeredCache(MemoryCache(), shared) for _ in range(2))
    assert first.get("layered:1") is None
    first.put("layered:1", b"value")
    assert [first.get("layered:1"), second.get("layered:1"), second.get("layered:1")] == [b"value"] * 3
    assert [counted("layered", found) for found in ("nowhere", "memory", "shared")] == [1.0, 2.0, 1.0]
    shared.close()


def test_without_the_shared_cache_the_near_one_serves() -> None:
    shared = RedisCache("redis://127.0.0.1:9")
    cache = LayeredCache(MemoryCache(), shared)
    cache.put("layered:2", b"value")
    assert cache.get("layered:2") == b"value"
    shared.close()
