"""Waiting for what another process does, which no event of ours can tell."""

import asyncio
from collections.abc import Callable


async def until(condition: Callable[[], bool], seconds: float = 60) -> None:
    """Wait until a condition holds; raises TimeoutError when it does not come true in time."""
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - another process cannot set an event of this one
            await asyncio.sleep(0.01)
