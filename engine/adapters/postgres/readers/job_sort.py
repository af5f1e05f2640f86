"""What jobs are sorted by, and where a job stands in that order."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Double, Uuid, bindparam, cast, func, select, tuple_
from sqlalchemy.orm import aliased
from sqlmodel import col

from engine.adapters.postgres.reading import SCOPE_ORGANIZATION
from engine.adapters.postgres.tables import ContractRow, JobResultRow, JobRow

_WITHOUT_RESULT = -1.0


class JobSort(StrEnum):
    """What a list of jobs is sorted by; where two are equal, by time."""

    TIME = "time"
    CONTRACT = "contract"
    MODEL = "model"
    REPEATABILITY = "repeatability"
    RUNS = "runs"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class JobOrder:
    """An order of jobs: the newest first unless said otherwise."""

    sort: JobSort = JobSort.TIME
    is_descending: bool = True


NEWEST_JOBS = JobOrder()


def sort_columns(sort: JobSort) -> tuple[Any, ...]:
    """The columns of an order; together they are unique."""
    return (*_keys(sort, JobRow), col(JobRow.created_at), col(JobRow.id))


def sort_place(sort: JobSort, moment: ColumnElement[Any]) -> ColumnElement[Any]:
    """Where the job named by the parameter `key` stands in an order, as it is now; `moment` is when it was created."""
    job: Any = aliased(JobRow)
    keys = (select(key).where(job.organization_id == SCOPE_ORGANIZATION, job.id == _KEY).scalar_subquery() for key in _keys(sort, job))
    return tuple_(*keys, moment, _KEY)


_KEY = bindparam("key", type_=Uuid)


def _keys(sort: JobSort, job: Any) -> tuple[ColumnElement[Any], ...]:  # noqa: ANN401 - the table or an alias of it
    match sort:
        case JobSort.TIME:
            return ()
        case JobSort.CONTRACT:
            return (select(col(ContractRow.title)).where(col(ContractRow.id) == job.contract_id).scalar_subquery(),)
        case JobSort.MODEL:
            return (func.coalesce(job.model, ""),)
        case JobSort.REPEATABILITY:
            return (func.coalesce(_repeatability(job), _WITHOUT_RESULT),)
        case JobSort.RUNS:
            return (job.num_runs,)
        case JobSort.STATUS:
            return (job.status,)


def _repeatability(job: Any) -> ColumnElement[Any]:  # noqa: ANN401 - as above
    """R_structural of the newest result; null where there is none or it has no score."""
    value = cast(func.jsonb_extract_path_text(col(JobResultRow.metrics), "R_structural", "value"), Double)
    newest = (
        select(value).where(col(JobResultRow.job_id) == job.id).order_by(col(JobResultRow.created_at).desc(), col(JobResultRow.id).desc())
    )
    return newest.limit(1).scalar_subquery()
