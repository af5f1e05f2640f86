"""What became of an organization's jobs, contract by contract."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Double, Text, bindparam, case, func, literal_column, select, true
from sqlalchemy import cast as sql_cast
from sqlmodel import col

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.reading import SCOPE_ORGANIZATION, Reading
from engine.adapters.postgres.tables import ContractRow, JobResultRow, JobRow
from engine.domain.job import Scope


@dataclass(frozen=True, slots=True)
class ContractSummary:
    """One contract in all its versions: the newest version's row, jobs, those with a score, and the mean of their scores."""

    name: str
    contract_id: UUID
    jobs: int
    scored: int
    mean: float | None


def _reading() -> Reading:
    results = JobResultRow.__table__  # type: ignore[attr-defined]
    spelled = func.jsonb_extract_path_text(results.c.metrics, bindparam("metric", type_=Text), literal_column("'value'"), type_=Text())
    # Numbers that jsonb would change are stored as texts of two signs and their spelling (see `stored_text`).
    is_escaped = spelled.like(literal_column("U&'\\F8FF%'"))
    score = case((is_escaped, sql_cast(func.substr(spelled, literal_column("3")), Double)), else_=sql_cast(spelled, Double))
    newest = (
        select(score.label("score"))
        .where(results.c.organization_id == SCOPE_ORGANIZATION, results.c.job_id == col(JobRow.id))
        .order_by(results.c.created_at.desc(), results.c.id.desc())
        .limit(1)
        .lateral("newest")
    )
    return Reading(
        select(
            col(ContractRow.name).label("name"),
            func.max(sql_cast(col(JobRow.contract_id), Text)).label("contract_id"),
            func.count().label("jobs"),
            func.count(newest.c.score).label("scored"),
            func.avg(newest.c.score).label("mean"),
        )
        .select_from(JobRow)
        .join(ContractRow, col(ContractRow.id) == col(JobRow.contract_id))
        .outerjoin(newest, true())
        .where(col(JobRow.organization_id) == SCOPE_ORGANIZATION)
        .group_by(col(ContractRow.name))
        .order_by(col(ContractRow.name))
    )


_SUMMARIES = _reading()


async def contract_summaries(database: Database, scope: Scope, metric: str) -> list[ContractSummary]:
    """The organization's contracts that have jobs, by name. Raises StoreUnavailable."""
    rows = await database.read(scope, _SUMMARIES, metric=metric)
    return [ContractSummary(row.name, UUID(row.contract_id), row.jobs, row.scored, row.mean) for row in rows]
