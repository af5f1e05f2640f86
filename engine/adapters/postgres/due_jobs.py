"""Which jobs wait without a worker: for the sweeper, which has no scope of its own."""

from uuid import UUID

from sqlalchemy import text

from engine.adapters.postgres.database import Database

_DUE = text("select organization_id, id from due_jobs(:queued_seconds, :at_most)")


async def due_jobs(database: Database, queued_seconds: float, at_most: int = 100) -> tuple[tuple[UUID, UUID], ...]:
    """The (organization id, job id) of jobs queued for longer than `queued_seconds`, or whose lease ran out; oldest first."""
    async with database.unscoped_transaction() as connection:
        rows = (await connection.execute(_DUE, {"queued_seconds": queued_seconds, "at_most": at_most})).all()
    return tuple((row.organization_id, row.id) for row in rows)
