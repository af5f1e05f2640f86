"""Which job a free worker takes: the organizations' jobs in turn, each organization within its bound."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from uuid import UUID

from structlog.contextvars import bound_contextvars

from engine.adapters.postgres.due_jobs import NextJob
from engine.domain.job import Scope

NextJobs = Callable[[], Awaitable[tuple[NextJob, ...]]]
Execute = Callable[[Scope, UUID], Awaitable[bool]]
Place = Callable[[UUID, int], AbstractAsyncContextManager[bool]]


class Turns:
    """Gives turns to jobs until there is nothing left that may go on."""

    def __init__(self, next_jobs: NextJobs, execute: Execute, place: Place, stopping: asyncio.Event) -> None:
        """Take how to look for jobs in fair order, how to give one a turn, and how to take one of its organization's places.

        `place` takes an organization and how many runs it has left, and gives a context that says whether there was a place; it is given
        back at the end.
        """
        self._next_jobs, self._execute, self._place, self._stopping = next_jobs, execute, place, stopping

    async def take(self) -> int:
        """Give turns until nothing can go on or the process wants to end; how many were given."""
        given = 0
        while not self._stopping.is_set() and await self._one():
            given += 1
        return given

    async def _one(self) -> bool:
        """Give the first job in fair order whose organization has a place its turn; false when there is none."""
        for organization_id, job_id, runs_left in await self._next_jobs():
            async with self._place(organization_id, runs_left) as has_place:
                with bound_contextvars(job_id=str(job_id), organization_id=str(organization_id)):
                    if has_place and await self._execute(Scope(organization_id), job_id):
                        return True
        return False
