"""Listing jobs: narrowed, sorted, counted."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, DateTime, Integer, Text, Uuid, any_, bindparam, func, or_, select, tuple_
from sqlmodel import col

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.readers.job_sort import NEWEST_JOBS, JobOrder, sort_columns, sort_place
from engine.adapters.postgres.readers.jobs import LATER_JOB, OWN_JOBS, select_jobs
from engine.adapters.postgres.readers.order import Window, containing
from engine.adapters.postgres.readers.page import Page, page_of
from engine.adapters.postgres.readers.records import JobRecord
from engine.adapters.postgres.reading import Reading
from engine.adapters.postgres.tables import ContractRow, JobRow
from engine.domain.job import JobStatus, Scope

_MOMENT = DateTime(timezone=True)


@dataclass(frozen=True, slots=True)
class JobSelection:
    """Which jobs to list; None and the empty tuple select all.

    `text` is looked for in the client's job id, provider, model, error message, and the contract's name and title. `created_before` is
    not included, `created_after` is.
    """

    statuses: tuple[JobStatus, ...] = ()
    contract_id: UUID | None = None
    contract_name: str | None = None
    provider: str | None = None
    model: str | None = None
    restriction_set_id: UUID | None = None
    created_after: datetime | None = None
    created_before: datetime | None = None
    text: str | None = None

    @property
    def parameters(self) -> dict[str, object]:
        """The values of the conditions that narrow the list, by their names."""
        values: dict[str, object] = {name: getattr(self, name) for name in self.__slots__ if getattr(self, name) not in (None, ())}
        if self.statuses:
            values["statuses"] = [str(status) for status in self.statuses]
        if self.text is not None:
            values["text"] = containing(self.text)
        return values


async def jobs_page(
    database: Database, scope: Scope, window: Window, selection: JobSelection, order: JobOrder = NEWEST_JOBS
) -> Page[JobRecord]:
    """The organization's jobs; `window.after` is (created_at, id) of the last one seen."""
    parameters = selection.parameters | {"count": window.first + 1}
    if window.after is not None:
        parameters |= {"moment": window.after[0], "key": window.after[1]}
    reading = _page(frozenset(parameters), order, window.columns)
    return page_of(await database.read_as(LATER_JOB, scope, reading, **parameters), window.first)


async def jobs_count(database: Database, scope: Scope, selection: JobSelection) -> int:
    """How many jobs of the organization a selection holds."""
    parameters = selection.parameters
    (row,) = await database.read(scope, _count(frozenset(parameters)), **parameters)
    return int(row.number)


@lru_cache(256)
def _page(parameters: frozenset[str], order: JobOrder, columns: frozenset[str] | None) -> Reading:
    """The reading of a page under those conditions whose parameters are given."""
    sorted_by = sort_columns(order.sort)
    place, here = tuple_(*sorted_by), sort_place(order.sort, bindparam("moment", type_=_MOMENT))
    statement = select_jobs(columns).where(*_conditions(parameters))
    if "moment" in parameters:
        statement = statement.where(place < here if order.is_descending else place > here)
    sorted_jobs = statement.order_by(*(column.desc() if order.is_descending else column for column in sorted_by))
    return Reading(sorted_jobs.limit(bindparam("count", type_=Integer)))


@lru_cache(256)
def _count(parameters: frozenset[str]) -> Reading:
    return Reading(select(func.count().label("number")).select_from(JobRow).where(*_conditions(parameters)))


def _conditions(parameters: frozenset[str]) -> list[ColumnElement[bool]]:
    return [OWN_JOBS, *(condition for name, condition in _CONDITIONS.items() if name in parameters)]


def _contains() -> ColumnElement[bool]:
    pattern = bindparam("text", type_=Text)
    names = (col(ContractRow.name), col(ContractRow.title))
    contracts = select(col(ContractRow.id)).where(or_(*(name.ilike(pattern, escape="\\") for name in names)))
    columns = (col(JobRow.client_job_id), col(JobRow.provider), col(JobRow.model), col(JobRow.error_message))
    return or_(*(column.ilike(pattern, escape="\\") for column in columns), col(JobRow.contract_id).in_(contracts))


def _named() -> ColumnElement[bool]:
    contracts = select(col(ContractRow.id)).where(col(ContractRow.name) == bindparam("contract_name", type_=Text))
    return col(JobRow.contract_id).in_(contracts)


_CONDITIONS: dict[str, Any] = {
    "statuses": col(JobRow.status) == any_(bindparam("statuses", type_=ARRAY(Text))),
    "contract_id": col(JobRow.contract_id) == bindparam("contract_id", type_=Uuid),
    "contract_name": _named(),
    "provider": col(JobRow.provider) == bindparam("provider", type_=Text),
    "model": col(JobRow.model) == bindparam("model", type_=Text),
    "restriction_set_id": bindparam("restriction_set_id", type_=Uuid) == any_(col(JobRow.restriction_ids)),
    "created_after": col(JobRow.created_at) >= bindparam("created_after", type_=_MOMENT),
    "created_before": col(JobRow.created_at) < bindparam("created_before", type_=_MOMENT),
    "text": _contains(),
}
