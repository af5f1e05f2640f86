"""Wires that a test opened are closed when it ends."""

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.providers.jobs import OPEN


@pytest_asyncio.fixture(autouse=True)
async def closed_wires() -> AsyncIterator[None]:
    yield
    while OPEN:
        await OPEN.pop().close()
