"""Replayed jobs as a JSON value and as rows."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from engine import ENGINE_VERSION
from engine.domain.behaviour import BehaviourClass, OutOfDomainVerdict
from engine.domain.json_value import Json, JsonObject, text_hash
from engine.domain.report import FieldReport
from engine.domain.restriction import Violation
from engine.domain.run import RunReport
from engine.domain.scores import MetricValue, NotScored
from engine.metrics.suite import suite_metrics
from engine.pipeline.recorded_run import RecordedRun
from engine.pipeline.replay import ReplayedJob

METRIC_FIELDS = ("value", "numerator", "denominator", "low", "high")
ROW_FIELDS = ("experiment", "contract_id", "contract_version", "num_runs", "anchor_run", "metric", *METRIC_FIELDS, "not_scored")


def replay_document(jobs: Sequence[ReplayedJob]) -> JsonObject:
    """The whole replay as one JSON object: the engine's version, the suite's metrics over all jobs, and the jobs."""
    suite: JsonObject = {name: metric_document(value) for name, value in suite_metrics([job.report.metrics for job in jobs]).items()}
    return {"engine_version": ENGINE_VERSION, "suite": suite, "jobs": [_job(job) for job in jobs]}


def replay_rows(jobs: Sequence[ReplayedJob]) -> Iterator[JsonObject]:
    """One row for each job and metric, with the fields of `ROW_FIELDS`."""
    for job in jobs:
        for name, value in job.report.metrics.items():
            yield {**_head(job), "metric": name, **metric_document(value)}


def metric_document(value: MetricValue) -> JsonObject:
    """A metric's value with numerator, denominator and interval bounds, or `{"not_scored": reason}`."""
    if isinstance(value, NotScored):
        return {"not_scored": value.reason}
    low, high = (value.interval.low, value.interval.high) if value.interval else (None, None)
    return dict(zip(METRIC_FIELDS, (value.value, value.numerator, value.denominator, low, high), strict=True))


def _head(job: ReplayedJob) -> JsonObject:
    return {
        "experiment": job.experiment,
        "contract_id": job.config.contract.id,
        "contract_version": job.config.contract.version,
        "num_runs": job.config.num_runs,
        "anchor_run": job.report.anchor.run_index if job.report.anchor else None,
    }


def _job(job: ReplayedJob) -> Json:
    metrics: JsonObject = {name: metric_document(value) for name, value in job.report.metrics.items()}
    rules: list[Json] = [
        {
            "set_id": rule.set_id,
            "rule_id": rule.rule_id,
            "name": rule.name,
            "severity": rule.severity.value,
            "pass_rate": metric_document(rule.pass_rate),
            "flip_rate": metric_document(rule.flip_rate),
            "violations": rule.violations,
            "manual_reason": rule.manual_reason,
            "breaking_runs": [*rule.breaking_runs],
            "undecided_runs": [*rule.undecided_runs],
            "waived": rule.waived,
            "waived_runs": [*rule.waived_runs],
            "anchor_violations": rule.anchor_violations,
            "anchor_places": [_violation(item) for item in rule.anchor_places],
            "behaviour_classes": [asdict(share) for share in rule.behaviour_classes],
            "canonical_forms": [asdict(share) for share in rule.canonical_forms],
        }
        for rule in job.report.rules
    ]
    runs: list[Json] = [_run(run, job.recorded[run.run_index]) for run in job.report.runs]
    classes: list[Json] = [_behaviour_class(item) for item in job.report.behaviour_classes]
    fields: list[Json] = [_field(field) for field in job.report.fields]
    how: JsonObject = {
        "kind": job.config.contract.kind.value,
        "contract_hash": job.config.contract_hash,
        "anchor_hash": text_hash(job.report.anchor.canonical_output) if job.report.anchor else None,
        "accepted_evidence": job.config.accepted_evidence.value,
        "anchor_strategy": job.config.anchor_strategy.value,
        "anchor_pass_rate": job.report.anchor.pass_rate if job.report.anchor else None,
        **({"fields": fields} if fields else {}),
        **({"judged_on": job.report.judged_on.isoformat()} if job.report.judged_on else {}),
    }
    return {**_head(job), **how, "metrics": metrics, "rules": rules, "behaviour_classes": classes, "runs": runs}


def _behaviour_class(item: BehaviourClass) -> Json:
    witnesses: list[Json] = [{**asdict(witness), "source": witness.source.value} for witness in item.witnesses]
    return {**asdict(item), "run_indexes": list(item.run_indexes), "undecided_with": list(item.undecided_with), "witnesses": witnesses}


def _out_of_domain(verdict: OutOfDomainVerdict | None) -> Json:
    return None if verdict is None else {**asdict(verdict), "checks": [asdict(check) for check in verdict.checks]}


def _run(run: RunReport, recorded: RecordedRun) -> Json:
    analysis = run.analysis
    assert analysis is not None
    verdicts: list[Json] = [asdict(verdict) for verdict in analysis.oracle.verdicts]
    violations: list[Json] = [_violation(item) for item in analysis.violations]
    return {
        "run": run.run_index,
        "raw_output": run.raw_output,
        "canonical_output": analysis.canonical_output,
        "canonical_hash": analysis.canonical_hash,
        "form_hash": analysis.form_hash,
        "repaired_output": run.repaired_output,
        "evidence": run.evidence.value if run.evidence else None,
        "steps": [{"pass": step.name, "diff": step.diff} for step in analysis.steps],
        "oracle": {"passed": analysis.oracle.passed, "verdicts": verdicts, "problem": analysis.oracle.problem},
        "observations": analysis.observations,
        "behaviour_class": run.behaviour_class,
        "distance_pre": run.distance_pre,
        "distance_post": run.distance_post,
        "violations": violations,
        "unsatisfied_constraints": list(analysis.unsatisfied_constraints),
        "problem": analysis.problem,
        "checked_output": analysis.checked_output,
        "checked_steps": [{"pass": step.name, "diff": step.diff} for step in analysis.checked_steps],
        "assumptions": list(analysis.assumptions),
        "defects": list(analysis.defects),
        "naming": list(analysis.naming),
        "out_of_domain": _out_of_domain(analysis.out_of_domain),
        **_properties(run),
        **({"extra": recorded.extra} if recorded.extra else {}),
    }


def _violation(item: Violation) -> Json:
    return {**asdict(item), "severity": item.severity.value}


def _field(field: FieldReport) -> Json:
    return {
        "pointer": field.pointer,
        "present": metric_document(field.present),
        "largest": metric_document(field.largest),
        "agreement": metric_document(field.agreement),
        "distinct": field.distinct,
        "commonest": field.commonest,
    }


def _properties(run: RunReport) -> JsonObject:
    """The names of the properties that differ from the anchor with their words, where they were asked for and there are profiles."""
    if run.property_differences is None:
        return {}
    return {"property_differences": {difference.name: difference.words for difference in run.property_differences}}
