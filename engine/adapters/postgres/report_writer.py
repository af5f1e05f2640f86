"""Storing a job's report: one result row, and where every run stands."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.adapters.postgres.analysis_rows import analysis_rows
from engine.adapters.postgres.documents import (
    ANCHOR,
    BEHAVIOUR_CLASSES,
    FIELDS,
    METRICS,
    RULES,
    standing_values,
)
from engine.adapters.postgres.stored_text import store_json
from engine.adapters.postgres.tables import JobResultRow
from engine.domain.experiment import config_to_document
from engine.domain.job import LeasedJob
from engine.domain.json_value import JsonObject
from engine.domain.report import JobReport

_STANDINGS = text(
    "update runs set analysis = a.analysis, canonical_output = a.canonical_output, canonical_hash = a.canonical_hash, "
    "oracle_passed = a.oracle_passed, analysed_at = case when a.place is null then null else coalesce(runs.analysed_at, now()) end, "
    "repaired_output = s.repaired_output, evidence = s.evidence, behaviour_class = s.behaviour_class, distance_pre = s.distance_pre, "
    "distance_post = s.distance_post, property_differences = s.property_differences "
    "from jsonb_to_recordset(cast(:standings as jsonb)) as s "
    "(run_index int, repaired_output text, evidence text, behaviour_class int, distance_pre float, distance_post float, "
    "property_differences jsonb) left join jsonb_to_recordset(cast(:runs as jsonb)) as r (run_index int, place int) using (run_index) "
    "left join jsonb_to_recordset(cast(:analyses as jsonb)) as a "
    "(place int, analysis jsonb, canonical_output text, canonical_hash text, oracle_passed bool) using (place) "
    "where runs.job_id = :job and runs.run_index = s.run_index"
)


@dataclass(frozen=True, slots=True)
class ReportRows:
    """A report as the database takes it: the columns of its row, and what stands in the rows of its runs."""

    result: dict[str, Any]
    standings: dict[str, Any]


def report_rows(job: LeasedJob, report: JobReport) -> ReportRows:
    """Spell a report for the database: a second's work for a large one, so to be done away from the event loop."""
    result = {
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
    return ReportRows(result, _standings(job, report))


async def write_report(connection: AsyncConnection, rows: ReportRows) -> None:
    """Write a report in the caller's transaction; runs that are not stored are not invented."""
    await connection.execute(insert(JobResultRow).values(rows.result))
    await connection.execute(_STANDINGS, rows.standings)


def _snapshot(job: LeasedJob, report: JobReport) -> JsonObject:
    """How this analysis was made: the configuration, and the day that exceptions of rules were judged on where that mattered."""
    judged: JsonObject = {"judged_on": report.judged_on.isoformat()} if report.judged_on else {}
    return {**config_to_document(job.config), **judged}


def _standings(job: LeasedJob, report: JobReport) -> dict[str, Any]:
    runs, analyses = analysis_rows({run.run_index: run.analysis for run in report.runs if run.analysis is not None})
    standings = [store_json({"run_index": run.run_index} | standing_values(run)) for run in report.runs]
    return {"job": job.id, "runs": json.dumps(runs), "analyses": json.dumps(analyses), "standings": json.dumps(standings)}
