"""The safety net under the messages: what is overdue is ended, and jobs that nobody was woken for are sent again."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from typing import Protocol

from engine.adapters.postgres.due_jobs import DueJob
from engine.domain.errors import StoreUnavailable
from engine.ports.job_queue import JobQueue

EndOverdue = Callable[[], Awaitable[int]]
DueJobs = Callable[[], Awaitable[Iterable[DueJob]]]

_logger = logging.getLogger(__name__)


class SweptQueue(JobQueue, Protocol):
    """A queue that knows whether messages wait in it."""

    async def is_empty(self) -> bool:
        """Whether no message waits for a worker."""
        ...


async def sweep(due_jobs: DueJobs, queue: SweptQueue) -> int:
    """Send a message for every job that is due: queued without one, or running with an expired lease.

    Returns how many were sent. While messages wait, nothing was lost that their workers would not find: sending more would only pile
    up doubles.
    """
    if not await queue.is_empty():
        return 0
    due = list(await due_jobs())
    for job in due:
        await queue.send_run_job(job.organization_id, job.job_id, job.tier)
    return len(due)


async def sweep_for_ever(due_jobs: DueJobs, end_overdue: EndOverdue, queue: SweptQueue, interval_seconds: float) -> None:
    """End what is overdue and sweep, again and again, beginning at once; a store that does not answer is tried again at the next turn."""
    while True:
        try:
            ended = await end_overdue()
            if ended:
                _logger.info("ended %d overdue jobs", ended)
            sent = await sweep(due_jobs, queue)
        except StoreUnavailable as error:
            _logger.warning("the sweep was put off: %s", error)
        else:
            if sent:
                _logger.info("sent %d due jobs again", sent)
        await asyncio.sleep(interval_seconds)
