"""Reading how contracts did over their jobs: one metric in time, and the two newest results of each version."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import Row, text

from engine.adapters.postgres import documents
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.stored_text import restore_json
from engine.domain.job import Scope
from engine.domain.report import RuleReport
from engine.domain.scores import MetricValue, NotScored, Score

_VALUE: TypeAdapter[MetricValue] = TypeAdapter(Score | NotScored)
_NEWEST = """
  join lateral (
    select {columns} from job_results where job_results.job_id = jobs.id order by job_results.created_at desc, job_results.id desc limit 1
  ) result on true
"""
_POINTS = text(f"""
select name, version, job_id, created_at, value from (
  select contracts.name, contracts.version, jobs.id as job_id, jobs.created_at, result.metrics -> :metric as value,
    row_number() over (partition by contracts.name order by jobs.created_at desc, jobs.id desc) as number
  from jobs join contracts on contracts.id = jobs.contract_id {_NEWEST.format(columns="metrics")}
  where jobs.organization_id = :organization and jobs.status = 'completed' and contracts.name = any (:names) and result.metrics ? :metric
) numbered where number <= :first order by name, created_at, job_id
""")  # noqa: S608 - put together from constants
_LATEST = text(f"""
select id, contract_id, job_id, created_at, engine_version, metrics, rules from (
  select result.id, jobs.contract_id, jobs.id as job_id, jobs.created_at, result.engine_version, result.metrics, result.rules,
    row_number() over (partition by jobs.contract_id order by jobs.created_at desc, jobs.id desc) as number
  from jobs {_NEWEST.format(columns="id, engine_version, metrics, rules")}
  where jobs.organization_id = :organization and jobs.status = 'completed' and jobs.created_at >= :since
) numbered where number <= 2 order by contract_id, number limit :at_most
""")  # noqa: S608 - as above


@dataclass(frozen=True, slots=True)
class HistoryPoint:
    """One metric of one finished job."""

    contract_name: str
    contract_version: str
    job_id: UUID
    created_at: datetime
    metric: MetricValue


@dataclass(frozen=True, slots=True)
class LatestResult:
    """One of the two newest results of a contract version."""

    id: UUID
    contract_id: UUID
    job_id: UUID
    created_at: datetime
    engine_version: str
    metrics: dict[str, MetricValue]
    rules: tuple[RuleReport, ...]


async def metric_history(database: Database, scope: Scope, names: Sequence[str], metric: str, first: int) -> list[HistoryPoint]:
    """For each contract name a metric of its newest `first` finished jobs that computed it, oldest first, in one statement."""
    parameters = {"organization": scope.organization_id, "names": list(names), "metric": metric, "first": first}
    async with database.transaction(scope) as connection:
        rows = (await connection.execute(_POINTS, parameters)).all()
    return [
        HistoryPoint(row.name, row.version, row.job_id, row.created_at, _VALUE.validate_python(restore_json(row.value))) for row in rows
    ]


async def latest_results(database: Database, scope: Scope, since: datetime, at_most: int) -> dict[UUID, list[LatestResult]]:
    """The newest result of each contract version with a job since then, and the one before it, in one statement."""
    parameters = {"organization": scope.organization_id, "since": since, "at_most": 2 * at_most}
    found: dict[UUID, list[LatestResult]] = {}
    async with database.transaction(scope) as connection:
        rows = (await connection.execute(_LATEST, parameters)).all()
    for row in rows:
        found.setdefault(row.contract_id, []).append(_latest(row))
    return found


def _latest(row: Row[Any]) -> LatestResult:
    metrics = documents.METRICS.validate_python(restore_json(row.metrics))
    rules = documents.RULES.validate_python(restore_json(row.rules))
    return LatestResult(row.id, row.contract_id, row.job_id, row.created_at, row.engine_version, metrics, rules)
