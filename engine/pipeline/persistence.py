"""Writing what must not be lost: a store that is away is asked again until it is back."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from engine.domain.errors import StoreUnavailable

T = TypeVar("T")
AGAIN_SECONDS = 0.3


async def persistently(write: Callable[[], Awaitable[T]]) -> T:
    """Call until the store answers. An answer that a provider was paid for waits here and is not asked for again.

    The caller's lease bounds the wait: a job that another worker took over meanwhile raises LeaseLost, and so does whoever keeps it.
    """
    while True:
        try:
            return await write()
        except StoreUnavailable:
            await asyncio.sleep(AGAIN_SECONDS)
