"""Reading what a comparison needs of finished jobs: configuration, newest result, and of each run what its analysis says in short."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, Text, cast, select
from sqlalchemy.dialects.postgresql import ARRAY, array, distinct_on
from sqlmodel import col

from engine.adapters.postgres import documents
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.stored_text import restore_json
from engine.adapters.postgres.tables import JobResultRow, JobRow, RunRow
from engine.domain.experiment import ExperimentConfig, config_from_document
from engine.domain.job import Scope
from engine.domain.report import JobReport
from engine.domain.run import EvidenceLevel, GenerationStatus, RunReport

_RESULT = JobResultRow.__table__  # type: ignore[attr-defined]
_RUN = RunRow.__table__  # type: ignore[attr-defined]
_TEXTS = ("config_snapshot", "anchor", "rules", "behaviour_classes")
_LEFT_OUT = ("canonical_output", "steps", "oracle", "checked_output", "checked_steps", "out_of_domain", "repaired_violations")


@dataclass(frozen=True, slots=True)
class FinishedJobRows:
    """One finished job as it is stored, not read yet: reading costs processor time and belongs away from the event loop."""

    id: UUID
    client_job_id: str | None
    created_at: datetime
    result: Row[Any]
    runs: tuple[Row[Any], ...]


@dataclass(frozen=True, slots=True)
class FinishedJob:
    """One finished job: its configuration and its report without texts of outputs, steps and diffs."""

    id: UUID
    client_job_id: str | None
    created_at: datetime
    config: ExperimentConfig
    report: JobReport


async def finished_jobs(database: Database, scope: Scope, ids: Sequence[UUID]) -> dict[UUID, FinishedJobRows]:
    """Those of the organization's jobs among these ids that have a result, in two statements."""
    results = (
        select(
            col(JobRow.id), col(JobRow.client_job_id), col(JobRow.created_at), _RESULT.c.engine_version,
            *(cast(_RESULT.c[name], Text).label(name) for name in _TEXTS),
        )
        .join(_RESULT, _RESULT.c.job_id == col(JobRow.id))
        .ext(distinct_on(col(JobRow.id)))
        .where(col(JobRow.organization_id) == scope.organization_id, col(JobRow.id).in_(ids))
        .order_by(col(JobRow.id), _RESULT.c.created_at.desc(), _RESULT.c.id.desc())
    )  # fmt: skip
    async with database.transaction(scope) as connection:
        found = (await connection.execute(results)).all()
        rows = (await connection.execute(_runs(scope, ids))).all()
    of_job: dict[UUID, list[Row[Any]]] = {}
    for row in rows:
        of_job.setdefault(row.job_id, []).append(row)
    return {row.id: FinishedJobRows(row.id, row.client_job_id, row.created_at, row, tuple(of_job.get(row.id, ()))) for row in found}


def read_finished_job(rows: FinishedJobRows) -> FinishedJob:
    """Read stored rows into values."""
    found = {name: rows.result._mapping[name] for name in _TEXTS}
    texts: dict[str, Any] = {name: None if text is None else restore_json(json.loads(text)) for name, text in found.items()}
    report = JobReport(
        engine_version=rows.result.engine_version,
        anchor=documents.ANCHOR.validate_python(texts["anchor"]),
        metrics={},
        rules=documents.RULES.validate_python(texts["rules"]),
        runs=tuple(map(_run, rows.runs)),
        behaviour_classes=documents.BEHAVIOUR_CLASSES.validate_python(texts["behaviour_classes"]),
    )
    return FinishedJob(rows.id, rows.client_job_id, rows.created_at, config_from_document(texts["config_snapshot"]), report)


def _runs(scope: Scope, ids: Sequence[UUID]) -> Select[Any]:
    in_short = cast(_RUN.c.analysis.op("-")(cast(array(_LEFT_OUT), ARRAY(Text))), Text).label("analysis")
    names = ("job_id", "run_index", "status", "oracle_passed", "evidence", "behaviour_class", "distance_pre", "distance_post")
    return (
        select(*(_RUN.c[name] for name in names), in_short)
        .where(_RUN.c.organization_id == scope.organization_id, _RUN.c.job_id.in_(ids))
        .order_by(_RUN.c.job_id, _RUN.c.run_index)
    )


def _run(row: Row[Any]) -> RunReport:
    analysis = None
    if row.analysis is not None:
        left_out: dict[str, Any] = {"canonical_output": None, "steps": [], "oracle": {"passed": row.oracle_passed}}
        found: Any = restore_json(json.loads(row.analysis))
        analysis = documents.ANALYSIS.validate_python(found | left_out)
    return RunReport(
        run_index=row.run_index,
        status=GenerationStatus(row.status),
        raw_output=None,
        analysis=analysis,
        evidence=None if row.evidence is None else EvidenceLevel(row.evidence),
        behaviour_class=row.behaviour_class,
        distance_pre=row.distance_pre,
        distance_post=row.distance_post,
    )
