"""The measurements: throughput beside bare Dramatiq, growth with the number of runs, fairness between tenants."""

import asyncio
import time
from statistics import median

from dramatiq import Message
from dramatiq.brokers.redis import RedisBroker

from bench.load.stand import Stand
from bench.load.worker import BARE_QUEUE
from engine.domain.job import Scope

WORKERS = 2


def row(*cells: object) -> str:
    """A line of a Markdown table."""
    return "| " + " | ".join(f"{cell:.2f}" if isinstance(cell, float) else str(cell) for cell in cells) + " |"


async def throughput(stand: Stand, jobs: int, runs: int) -> str:
    """Jobs of some runs as fast as they go."""
    scopes = [await stand.tenant(f"throughput-{jobs}-{number}") for number in range(4)]
    before = stand.spent()
    submitted = [item for scope in scopes for item in await stand.submit(scope, jobs // 4, runs)]
    seconds = await stand.finished(submitted)
    spent, total = stand.spent() - before, len(submitted) * runs
    milliseconds = [1e3 * part / total for part in (spent.workers, spent.postgres, spent.redis)]
    return row(f"Skyt, {len(submitted)} jobs of {runs} runs", len(submitted) / seconds, total / seconds, *milliseconds)


async def bare(stand: Stand, messages: int) -> str:
    """As many messages to an empty actor."""
    broker = RedisBroker(url=stand.redis_url, middleware=[])  # type: ignore[no-untyped-call]
    broker.declare_queue(BARE_QUEUE)
    before, started = stand.spent(), time.monotonic()
    for number in range(messages):
        message: Message[None] = Message(queue_name=BARE_QUEUE, actor_name="nothing", args=(number,), kwargs={}, options={})
        await asyncio.to_thread(broker.enqueue, message)
    await asyncio.to_thread(broker.join, BARE_QUEUE, timeout=600_000)
    seconds, spent = time.monotonic() - started, stand.spent() - before
    broker.close()
    cost = 1e3 * spent.workers / messages
    return row(f"Dramatiq, {messages} messages to an empty actor", messages / seconds, "", cost, 0.0, 1e3 * spent.redis / messages)


async def growth(stand: Stand, runs: int, jobs: int) -> str:
    """Jobs of one size, one after the other."""
    scope = await stand.tenant(f"growth-{runs}")
    before, seconds = stand.spent(), 0.0
    for _ in range(jobs):
        seconds += await stand.finished(await stand.submit(scope, 1, runs))
    spent = stand.spent() - before
    total = spent.workers + spent.postgres + spent.redis
    return row(runs, jobs, seconds / jobs, 1e3 * total / jobs, 1e3 * spent.workers / jobs / runs, 1e3 * total / jobs / runs)


async def fairness(stand: Stand, repeats: int, queued: int = 5, runs: int = 1_000) -> list[str]:
    """A tenant's 20 runs on an idle system and beside another tenant's 5,000, in turn; medians of eleven each, and the slowest."""
    small, lines = await stand.tenant("small"), []
    await stand.finished(await stand.submit(small, 1, 20))
    for number in range(repeats):
        alone = await _times(stand, small)
        large = await stand.submit(await stand.tenant(f"large-{number}"), queued, runs)
        beside = await _times(stand, small)
        left = await stand.open(large)
        ratios = median(beside) / median(alone), max(beside) / max(alone)
        lines.append(row(median(alone), median(beside), *ratios, f"{left} of {queued}", await stand.finished(large)))
    return lines


async def _times(stand: Stand, scope: Scope) -> list[float]:
    """The times of eleven jobs of 20 runs, one after the other."""
    return [await stand.finished(await stand.submit(scope, 1, 20)) for _ in range(11)]
