"""Storing a job's report: one result row, and where every run stands."""

from sqlalchemy import Boolean, bindparam, case, func, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from engine.adapters.postgres.documents import (
    ANCHOR,
    BEHAVIOUR_CLASSES,
    FIELDS,
    METRICS,
    RULES,
    analysis_values,
    standing_values,
)
from engine.adapters.postgres.tables import JobResultRow, RunRow
from engine.domain.experiment import config_to_document
from engine.domain.job import LeasedJob
from engine.domain.json_value import JsonObject
from engine.domain.report import JobReport

_ANALYSIS = ("analysis", "canonical_output", "canonical_hash", "oracle_passed")
_STANDING = ("repaired_output", "evidence", "behaviour_class", "distance_pre", "distance_post", "property_differences")


async def write_report(connection: AsyncConnection, job: LeasedJob, report: JobReport) -> None:
    """Write a report in the caller's transaction; runs that are not stored are not invented."""
    values = {
        "organization_id": job.scope.organization_id,
        "job_id": job.id,
        "engine_version": report.engine_version,
        "metrics": METRICS.dump_python(report.metrics, mode="json"),
        "rules": RULES.dump_python(report.rules, mode="json"),
        "anchor": ANCHOR.dump_python(report.anchor, mode="json"),
        "notices": list(report.notices),
        "behaviour_classes": BEHAVIOUR_CLASSES.dump_python(report.behaviour_classes, mode="json"),
        "fields": FIELDS.dump_python(report.fields, mode="json"),
        "config_snapshot": _snapshot(job, report),
        "artifacts_url": report.archive,
    }
    await connection.execute(insert(JobResultRow).values(values))
    await _write_runs(connection, job, report)


def _snapshot(job: LeasedJob, report: JobReport) -> JsonObject:
    """How this analysis was made: the configuration, and the day that exceptions of rules were judged on where that mattered."""
    judged: JsonObject = {"judged_on": report.judged_on.isoformat()} if report.judged_on else {}
    return {**config_to_document(job.config), **judged}


async def _write_runs(connection: AsyncConnection, job: LeasedJob, report: JobReport) -> None:
    rows = []
    for run in report.runs:
        analysis = analysis_values(run.analysis) if run.analysis else dict.fromkeys(_ANALYSIS)
        analysis.pop("analysed_at", None)
        values = {f"new_{name}": value for name, value in (analysis | standing_values(run)).items()}
        rows.append(values | {"of_run": run.run_index, "is_analysed": run.analysis is not None})
    changes = {name: bindparam(f"new_{name}", type_=RunRow.__table__.c[name].type) for name in (*_ANALYSIS, *_STANDING)}  # type: ignore[attr-defined]
    is_this_run = (col(RunRow.job_id) == job.id) & (col(RunRow.run_index) == bindparam("of_run"))
    analysed_at = case((bindparam("is_analysed", type_=Boolean), func.coalesce(col(RunRow.analysed_at), func.now())))
    statement = update(RunRow).where(is_this_run).values(**changes, analysed_at=analysed_at)
    if rows:
        await connection.execute(statement, rows)
