"""What operations hold in memory: nothing once they are answered, and few large answers at a time."""

import asyncio
import gc
from typing import Any
from uuid import UUID

import pytest
from strawberry.dataloader import DataLoader

from api.execution.executor import FastExecutor
from api.execution.operations import Operations
from engine.adapters.postgres.database import Database
from tests.accounts import Tenant, submit
from tests.graphql.service import Client

SMALL = "{ jobs(first: 2) { nodes { id createdBy { email } contract { name } } } }"
LARGE = "{ jobs(first: 100) { nodes { id contract { name } restrictionSets { name } } } }"


def kept() -> list[str]:
    """The names of executors and loaders that are still there."""
    return [type(item).__name__ for item in gc.get_objects() if isinstance(item, FastExecutor | DataLoader) and item.__dict__]


async def test_an_answered_operation_leaves_nothing_to_the_collector(
    client: Client, database: Database, ada: Tenant, contract_id: UUID
) -> None:
    await submit(database, ada, contract_id)
    await client.data(SMALL)
    gc.collect()
    gc.disable()
    try:
        for _ in range(3):
            assert len((await client.data(SMALL))["jobs"]["nodes"]) == 1
        assert kept() == []
    finally:
        gc.enable()


async def test_large_answers_are_made_four_at_once_and_small_ones_do_not_wait(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    running: dict[bool, int] = {True: 0, False: 0}
    most = dict(running)
    all_begun, execute = asyncio.Event(), Operations._execute

    async def counted(self: Operations, chosen: Any, context: Any) -> Any:
        is_large = chosen.prepared.text == LARGE
        running[is_large] += 1
        most[is_large] = max(most[is_large], running[is_large])
        if running[False] == 6:
            all_begun.set()
        await asyncio.wait_for(all_begun.wait(), 20)
        try:
            return await execute(self, chosen, context)
        finally:
            running[is_large] -= 1

    monkeypatch.setattr(Operations, "_execute", counted)
    large = [asyncio.create_task(client.data(LARGE)) for _ in range(6)]
    small = [asyncio.create_task(client.data(SMALL)) for _ in range(6)]
    assert await asyncio.gather(*large, *small) == [{"jobs": {"nodes": []}}] * 12
    assert most == {True: 4, False: 6}
