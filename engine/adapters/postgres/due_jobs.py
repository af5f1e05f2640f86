"""Which jobs wait, and which comes next: for workers and their sweeper, which have no scope of their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import text

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.reading import Lookup
from engine.domain.job import MAX_FRUITLESS_ATTEMPTS
from engine.ports.job_queue import TIERS

_DUE = text("select organization_id, id, tier from due_jobs(:queued_seconds, :at_most, :tiers)")
_NEXT = Lookup("next_jobs", 3)
_QUEUES = text("select tier, waiting, oldest_seconds from queues()")


@dataclass(frozen=True, slots=True)
class DueJob:
    """A job without a worker."""

    organization_id: UUID
    job_id: UUID
    tier: str


class NextJob(NamedTuple):
    """A job that can go on, and how many runs are missing in all open jobs of its organization."""

    organization_id: UUID
    job_id: UUID
    runs_left: int


@dataclass(frozen=True, slots=True)
class QueueState:
    """How many jobs of a tier are queued, and for how many seconds the longest has been."""

    tier: str
    waiting: int
    oldest_seconds: float


async def due_jobs(database: Database, queued_seconds: float, tiers: Sequence[str] = TIERS, at_most: int = 100) -> tuple[DueJob, ...]:
    """Jobs that are ready and queued for longer than `queued_seconds`, or whose lease ran out; oldest first."""
    values = {"queued_seconds": queued_seconds, "at_most": at_most, "tiers": list(tiers)}
    async with database.unscoped_transaction() as connection:
        rows = (await connection.execute(_DUE, values)).all()
    return tuple(DueJob(row.organization_id, row.id, row.tier) for row in rows)


async def next_jobs(database: Database, tiers: Sequence[str] = TIERS, at_most: int = 20) -> tuple[NextJob, ...]:
    """Of each organization its oldest job that can go on.

    Organizations with the fewest running jobs come first; among equals, the one whose last turn began longest ago.
    """
    rows = await database.look_up_all(_NEXT, MAX_FRUITLESS_ATTEMPTS, list(tiers), at_most)
    return tuple(NextJob(row.organization_id, row.id, row.runs_left) for row in rows)


async def queue_states(database: Database) -> tuple[QueueState, ...]:
    """The tiers that have queued jobs."""
    async with database.unscoped_transaction() as connection:
        rows = (await connection.execute(_QUEUES)).all()
    return tuple(QueueState(row.tier, row.waiting, row.oldest_seconds) for row in rows)
