"""Reading runs and results of jobs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Boolean, Integer, Text, Uuid, and_, any_, bindparam, cast, false, func, select, true
from sqlalchemy.dialects.postgresql import JSONPATH

from engine.adapters.postgres import documents
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.readers.later import Column, Made, Stored, later
from engine.adapters.postgres.readers.page import Page, page_of
from engine.adapters.postgres.readers.records import ResultRecord, RunRecord
from engine.adapters.postgres.reading import SCOPE_ORGANIZATION, Reading
from engine.adapters.postgres.tables import JobResultRow, RunRow
from engine.domain.job import Scope
from engine.domain.run import EvidenceLevel, GenerationStatus, OutputAnalysis

_TABLE = RunRow.__table__  # type: ignore[attr-defined]
_STORED = {"provider_document": "provider_data"}
_PLAIN = frozenset(
    {"id", "job_id", "run_index", "status", "raw_output", "canonical_output", "canonical_hash", "repaired_output", "evidence"}
    | {"behaviour_class", "distance_pre", "distance_post", "error_message", "provider_document"}
)
_NAMES = (*sorted(_STORED.get(name, name) for name in _PLAIN), "usage", "analysis", "property_differences")
_OWN = _TABLE.c.organization_id == SCOPE_ORGANIZATION
_BY_ID = Reading(select(_TABLE.c[_NAMES]).where(_OWN, _TABLE.c.id == any_(bindparam("ids", type_=ARRAY(Uuid)))))
_INDEX_KEYS = (
    func.unnest(bindparam("jobs", type_=ARRAY(Uuid)), bindparam("indexes", type_=ARRAY(Integer)))
    .table_valued("job", "place")
    .render_derived()
)
_BY_INDEX = Reading(
    select(_TABLE.c[_NAMES])
    .join(_INDEX_KEYS, and_(_TABLE.c.job_id == _INDEX_KEYS.c.job, _TABLE.c.run_index == _INDEX_KEYS.c.place))
    .where(_OWN)
)


async def runs_by_id(database: Database, scope: Scope, ids: Sequence[UUID]) -> list[RunRecord]:
    """The organization's runs among these ids, in no order."""
    return await database.read_as(_LATER_RUN, scope, _BY_ID, ids=list(ids))


async def runs_by_index(database: Database, scope: Scope, keys: Sequence[tuple[UUID, int]]) -> list[RunRecord]:
    """The organization's runs among these (job id, run index), in no order."""
    jobs, indexes = [job for job, _ in keys], [index for _, index in keys]
    return await database.read_as(_LATER_RUN, scope, _BY_INDEX, jobs=jobs, indexes=indexes)


@dataclass(frozen=True, slots=True)
class RunSelection:
    """Which runs to list; None and the empty tuple select all. `form` is a form's hash; violations that are waived do not count."""

    statuses: tuple[GenerationStatus, ...] = ()
    form: str | None = None
    behaviour_class: int | None = None
    is_violating: bool | None = None

    @property
    def parameters(self) -> dict[str, object]:
        """The values of the conditions that narrow the list, by their names."""
        values: dict[str, object] = {name: getattr(self, name) for name in self.__slots__ if getattr(self, name) not in (None, ())}
        if self.statuses:
            values["statuses"] = [str(status) for status in self.statuses]
        return values


ALL_RUNS = RunSelection()


@dataclass(frozen=True, slots=True)
class RunsWanted:
    """A page of each job's runs, all or a selection; `columns` are those that are needed, where no others are."""

    first: int
    after: int
    columns: frozenset[str] | None = None
    selection: RunSelection = ALL_RUNS


def columns_for(attributes: Iterable[str]) -> frozenset[str] | None:
    """The columns that these attributes of a run need; None when any of them needs more than its own column."""
    wanted = frozenset(attributes)
    return frozenset(_STORED.get(name, name) for name in wanted) if wanted <= _PLAIN else None


async def runs_pages(database: Database, scope: Scope, job_ids: Sequence[UUID], wanted: RunsWanted) -> dict[UUID, Page[RunRecord]]:
    """For each job its runs after an index, in order of their index, in one statement."""
    chosen = wanted.selection.parameters
    parameters = {"jobs": list(job_ids), "after": wanted.after, "count": wanted.first + 1} | chosen
    found: dict[UUID, list[RunRecord]] = {job_id: [] for job_id in job_ids}
    for run in await database.read_as(_LATER_RUN, scope, _pages(wanted.columns, frozenset(chosen)), **parameters):
        found[run.job_id].append(run)
    return {job_id: page_of(runs, wanted.first) for job_id, runs in found.items()}


# What was analysed before engine 0.5 does not say whether it is undecided, which is no fault here.
_COUNTING = cast("$.violations[*] ? (@.waiver == null && !(@.is_undecided == true) && !(@.is_internal_error == true))", JSONPATH)
_IS_VIOLATING = func.coalesce(func.jsonb_path_exists(_TABLE.c.analysis, _COUNTING), false())
_CONDITIONS = {
    "statuses": _TABLE.c.status == any_(bindparam("statuses", type_=ARRAY(Text))),
    "form": _TABLE.c.canonical_hash == bindparam("form", type_=Text),
    "behaviour_class": _TABLE.c.behaviour_class == bindparam("behaviour_class", type_=Integer),
    "is_violating": bindparam("is_violating", type_=Boolean) == _IS_VIOLATING,
}
_RESULTS = JobResultRow.__table__  # type: ignore[attr-defined]
_PLAIN_RESULT = frozenset({"id", "job_id", "engine_version", "created_at", "metrics_document"})
_RESULT_COLUMNS = (
    "id", "job_id", "engine_version", "metrics", "rules", "anchor", "notices", "behaviour_classes", "fields", "created_at", "artifacts_url",
)  # fmt: skip
_JUDGED_ON = _RESULTS.c.config_snapshot["judged_on"].as_string().label("judged_on")


def result_columns_for(attributes: Iterable[str]) -> frozenset[str] | None:
    """The columns that these attributes of a result need; None when any of them needs more than its own column."""
    wanted = frozenset(attributes)
    stored = {"metrics_document": "metrics"}
    return frozenset(stored.get(name, name) for name in wanted) if wanted <= _PLAIN_RESULT else None


@lru_cache(64)
def _latest(columns: frozenset[str] | None) -> Reading:
    names = _RESULT_COLUMNS if columns is None else tuple(name for name in _RESULT_COLUMNS if name in columns | {"job_id"})
    job = func.unnest(bindparam("jobs", type_=ARRAY(Uuid))).table_valued("key").render_derived("job")
    newest = (
        select(*(_RESULTS.c[name] for name in names), *([_JUDGED_ON] if columns is None else ()))
        .where(_RESULTS.c.organization_id == SCOPE_ORGANIZATION, _RESULTS.c.job_id == job.c.key)
        .order_by(_RESULTS.c.created_at.desc(), _RESULTS.c.id.desc())
        .limit(1)
        .lateral("newest")
    )
    return Reading(select(*newest.c).select_from(job).join(newest, true()))


@lru_cache(64)
def _pages(columns: frozenset[str] | None, chosen: frozenset[str]) -> Reading:
    names = _NAMES if columns is None else tuple(name for name in _NAMES if name in columns | {"job_id", "run_index"})
    job = func.unnest(bindparam("jobs", type_=ARRAY(Uuid))).table_valued("key").render_derived("job")
    runs = (
        select(_TABLE.c[names])
        .where(_OWN, _TABLE.c.job_id == job.c.key, _TABLE.c.run_index > bindparam("after", type_=Integer))
        .where(*(condition for name, condition in _CONDITIONS.items() if name in chosen))
        .order_by(_TABLE.c.run_index)
        .limit(bindparam("count", type_=Integer))
        .lateral("page")
    )
    return Reading(select(*runs.c).select_from(job).join(runs, true()))


async def latest_results(
    database: Database, scope: Scope, job_ids: Sequence[UUID], columns: frozenset[str] | None = None
) -> list[ResultRecord]:
    """The newest result of each of these jobs that has one, in no order."""
    return await database.read_as(_LATER_RESULT, scope, _latest(columns), jobs=list(dict.fromkeys(job_ids)))


def _analysis(stored: Any) -> OutputAnalysis | None:  # noqa: ANN401 - JSON
    return None if stored is None else documents.ANALYSIS.validate_python(stored)


_RESULT_KEY = Reading(
    select(_RESULTS.c.job_id).where(_RESULTS.c.organization_id == SCOPE_ORGANIZATION, _RESULTS.c.id == bindparam("key", type_=Uuid))
)


async def job_of_result(database: Database, scope: Scope, key: UUID) -> UUID | None:
    """The job that a result belongs to, the newest of its job or not; None where the organization has none of this id."""
    rows = await database.read(scope, _RESULT_KEY, key=key)
    return rows[0].job_id if rows else None


_LATER_RUN = later(
    RunRecord,
    _BY_ID.processors,
    {
        "status": GenerationStatus,
        "usage": documents.USAGE.validate_python,
        "analysis": Made("analysis", _analysis),
        "evidence": EvidenceLevel,
        "property_differences": Made("property_differences", documents.PROPERTY_DIFFERENCES.validate_python),
        "provider_document": Stored("provider_data"),
    },
)
_LATER_RESULT = later(
    ResultRecord,
    _latest(None).processors,
    {
        "metrics": Made("metrics", documents.METRICS.validate_python),
        "rules": Made("rules", documents.RULES.validate_python),
        "anchor": Made("anchor", documents.ANCHOR.validate_python),
        "notices": tuple,
        "behaviour_classes": Made("behaviour_classes", documents.BEHAVIOUR_CLASSES.validate_python),
        "fields": Made("fields", documents.FIELDS.validate_python),
        "archive": Column("artifacts_url"),
        "metrics_document": Stored("metrics"),
        "judged_on": date.fromisoformat,
    },
)
