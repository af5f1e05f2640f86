"""How far the earlier turns of a job came, in one round trip that reads no output."""

from sqlalchemy import Float, Integer, Uuid, bindparam, case, func, select

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.reading import SCOPE_ORGANIZATION, Reading
from engine.adapters.postgres.tables import RunRequestRow, RunRow
from engine.domain.job import LeasedJob, Progress, Used

_JOB = bindparam("job", type_=Uuid)
_ROWS, _ASKED = RunRow.__table__.c, RunRequestRow.__table__.c  # type: ignore[attr-defined]
_ATTEMPTS = _ROWS.provider_data["attempts"]
_RUNS = (
    select(
        _ROWS.run_index,
        _ROWS.analysed_at,
        case((func.jsonb_typeof(_ATTEMPTS) == "number", _ATTEMPTS.astext.cast(Integer)), else_=1).label("requests"),
        _ROWS.usage["cost_usd"].astext.cast(Float).label("usd"),
    )
    .where(_ROWS.organization_id == SCOPE_ORGANIZATION, _ROWS.job_id == _JOB)
    .subquery("stored")
)
_REQUESTS = (
    select(_ASKED.run_index, _ASKED.asked_count).where(_ASKED.organization_id == SCOPE_ORGANIZATION, _ASKED.job_id == _JOB).subquery("sent")
)
_LOST = func.greatest(func.coalesce(_REQUESTS.c.asked_count, 0) - func.coalesce(_RUNS.c.requests, 0), 0)
_PROGRESS = Reading(
    select(
        func.array_agg(_RUNS.c.run_index).filter(_RUNS.c.run_index.is_not(None)).label("stored"),
        func.array_agg(_RUNS.c.run_index).filter(_RUNS.c.analysed_at.is_not(None)).label("analysed"),
        func.coalesce(func.sum(_RUNS.c.requests), 0).label("answered"),
        func.coalesce(func.sum(_RUNS.c.usd), 0.0).label("usd"),
        func.coalesce(func.sum(_LOST), 0).label("lost"),
    ).select_from(_RUNS.outerjoin(_REQUESTS, _RUNS.c.run_index == _REQUESTS.c.run_index, full=True))
)


async def progress_of(database: Database, job: LeasedJob) -> Progress:
    """Which runs are stored and analysed, and what was used up. Raises StoreUnavailable.

    A request counts as lost where more were noted for a run than the record of its answer, if it has one, speaks of.
    """
    (row,) = await database.read(job.scope, _PROGRESS, job=job.id)
    used = Used(row.answered + row.lost, row.usd, job.worked_seconds, row.lost)
    return Progress(frozenset(row.stored or ()), frozenset(row.analysed or ()), used)
