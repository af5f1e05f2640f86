"""Connecting to Redis, and saying plainly when it does not answer."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from redis.exceptions import RedisError

from engine.domain.errors import StoreUnavailable


def place(url: str) -> str:
    """Where an address points, without user and password."""
    parts = urlsplit(url)
    return parts.path if parts.scheme == "unix" else f"{parts.hostname or 'localhost'}:{parts.port or 6379}"


@contextmanager
def answering(url: str) -> Iterator[None]:
    """Translate what the client raises. Raises StoreUnavailable."""
    try:
        yield
    except (OSError, RedisError) as error:
        reason = (str(error) or type(error).__name__).splitlines()[0]
        raise StoreUnavailable(
            f"the message server at {place(url)} does not answer ({reason}); check that Redis runs there and that SKYT_REDIS_URL is right"
        ) from error
