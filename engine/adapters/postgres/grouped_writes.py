"""Group commit: what several runs of a job have to write at the same time is written in one transaction."""

import asyncio
from collections.abc import Callable
from functools import partial
from uuid import UUID

from engine.adapters.postgres import leases
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.run_writes import RunChange, write_changes
from engine.domain.errors import LeaseLost, StoreUnavailable
from engine.domain.job import JobEvent, LeasedJob
from engine.pipeline.fair_limiter import FairLimiter

MAX_CONCURRENT_WRITES = 4
MAX_CHANGES = 100

_Waiting = tuple[RunChange, "asyncio.Future[JobEvent | None]"]


class GroupedWrites:
    """Writes at once what comes alone, and together what comes while an earlier write of the same job is under way.

    Whoever writes waits until the transaction that holds the change has been committed. Organizations have their turns.
    """

    def __init__(self, database: Database) -> None:
        """Take the pool of the application's role."""
        self._database, self._places = database, FairLimiter(MAX_CONCURRENT_WRITES)
        self._waiting: dict[UUID, list[_Waiting]] = {}
        self._writing: dict[UUID, asyncio.Task[None]] = {}

    async def write(self, job: LeasedJob, change: RunChange) -> JobEvent | None:
        """Write a change; its event, None where there is nothing new. Raises LeaseLost, StoreUnavailable."""
        future: asyncio.Future[JobEvent | None] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(job.lease_token, []).append((change, future))
        if job.lease_token not in self._writing:
            self._writing[job.lease_token] = asyncio.create_task(self._write_all(job))
        return await future

    async def _write_all(self, job: LeasedJob) -> None:
        """Write until nothing waits."""
        token = job.lease_token
        try:
            while self._waiting.get(token):
                async with self._places.place(job.scope.organization_id):
                    await self._settle(job, lambda: self._taken(token))
        finally:
            del self._writing[token]
            for _, future in self._waiting.pop(token, ()):
                future.cancel()

    def _taken(self, token: UUID) -> list[_Waiting]:
        """What waits now, as much as one transaction may hold."""
        waiting = self._waiting[token]
        self._waiting[token] = waiting[MAX_CHANGES:]
        return waiting[:MAX_CHANGES]

    async def _settle(self, job: LeasedJob, take: Callable[[], list[_Waiting]]) -> None:
        """Write changes in one transaction; where one of them cannot be written, each in its own, so that it hurts no other.

        What comes until the transaction holds the job's row is taken along: the larger the groups, the fewer transactions.
        """
        waiting: list[_Waiting] = []
        try:
            async with leases.fenced(self._database, job) as connection:
                waiting = take()
                events = await write_changes(connection, job, [change for change, _ in waiting])
        except (LeaseLost, StoreUnavailable) as error:
            _fail(waiting or take(), error)
        except Exception as error:  # noqa: BLE001 - handed to whoever waits for this change
            waiting = waiting or take()
            if len(waiting) == 1:
                _fail(waiting, error)
            for item in waiting if len(waiting) > 1 else ():
                await self._settle(job, partial(list, (item,)))
        else:
            for (_, future), event in zip(waiting, events, strict=True):
                if not future.done():
                    future.set_result(event)


def _fail(waiting: list[_Waiting], error: Exception) -> None:
    for _, future in waiting:
        if not future.done():
            future.set_exception(error)
