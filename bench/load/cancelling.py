"""How soon calls of a provider are cut off when their job is cancelled: the provider takes questions and never answers."""

import asyncio
import time
from statistics import median
from uuid import UUID

from bench.load.instant import InstantClient
from bench.load.stand import Stand
from engine.adapters.postgres.endings import cancel_job
from engine.adapters.redis.progress_sink import RedisProgressSink
from engine.domain.contract import Contract
from engine.domain.job import Scope
from engine.domain.pins import Pins
from engine.domain.run import Generation

PORT = 9_341
RUNS, AT_ONCE = 20, 8


class SilentClient(InstantClient):
    """Asks a server that never answers."""

    async def generate(self, contract: Contract, pins: Pins, run_index: int) -> Generation:
        """Wait for an answer."""
        reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
        try:
            await reader.read()
        finally:
            writer.close()
        return await super().generate(contract, pins, run_index)


class SilentServer:
    """Knows how many wait for an answer."""

    def __init__(self) -> None:
        """Nobody waits yet."""
        self._waiting, self._changed = 0, asyncio.Condition()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Keep a caller waiting until it hangs up."""
        await self._count(1)
        await reader.read()
        writer.close()
        await self._count(-1)

    async def until(self, waiting: int) -> None:
        """Wait until so many wait. Raises TimeoutError after a minute."""
        async with asyncio.timeout(60), self._changed:
            await self._changed.wait_for(lambda: self._waiting == waiting)

    async def _count(self, more: int) -> None:
        async with self._changed:
            self._waiting += more
            self._changed.notify_all()


async def cancelling(stand: Stand, jobs: int) -> list[tuple[str, int, float, float]]:
    """Cancel jobs one after the other, once told over Redis and once not: how, how many calls, median and longest seconds."""
    scope, server = await stand.tenant("cancelling"), SilentServer()
    sink = RedisProgressSink(stand.redis_url)
    async with await asyncio.start_server(server.serve, "127.0.0.1", PORT):
        told = [await _cancelled(stand, scope, server, sink) for _ in range(jobs)]
        untold = [await _cancelled(stand, scope, server, None) for _ in range(jobs)]
    await sink.close()
    ways = (("told over Redis", told), ("found out by the heartbeat", untold))
    return [(how, AT_ONCE * jobs, median(seconds), max(seconds)) for how, seconds in ways]


async def _cancelled(stand: Stand, scope: Scope, server: SilentServer, sink: RedisProgressSink | None) -> float:
    """The seconds from the wish to cancel to the end of the last call."""
    job_id: UUID = (await stand.submit(scope, 1, RUNS))[0]
    await server.until(AT_ONCE)
    started = time.monotonic()
    event = await cancel_job(stand.database, scope, job_id)
    assert event is not None, "the job was not running"
    if sink is not None:
        await sink.publish(event)
    await server.until(0)
    return time.monotonic() - started
