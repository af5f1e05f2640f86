"""Violations of replayed jobs as evidence to hand on: SARIF 2.1.0 (OASIS) and rows."""

from collections.abc import Iterator, Sequence
from typing import Any

from engine import ENGINE_VERSION
from engine.domain.json_value import JsonObject
from engine.domain.restriction import RestrictionSet, Rule, Severity, Violation
from engine.pipeline.replay import ReplayedJob

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
VIOLATION_FIELDS = (
    "experiment",
    "contract_id",
    "run",
    "set_id",
    "set_version",
    "rule_id",
    "severity",
    "message",
    "line",
    "column",
    "end_line",
    "end_column",
    "excerpt",
    "suggestion",
    "is_internal_error",
    "is_undecided",
    "waiver",
    "behaviour_class",
    "canonical_form",
)
_LEVELS = {Severity.MANDATORY: "error", Severity.REQUIRED: "warning", Severity.ADVISORY: "note"}


def violation_rows(jobs: Sequence[ReplayedJob]) -> Iterator[JsonObject]:
    """One row for each violation of each run, with the fields of `VIOLATION_FIELDS`; lines from 1, columns from 0."""
    for job in jobs:
        versions = {item.id: item.version for item in job.config.restriction_sets}
        for run in job.report.runs:
            for item in run.analysis.violations if run.analysis is not None else ():
                assert run.analysis is not None
                yield {
                    "experiment": job.experiment,
                    "contract_id": job.config.contract.id,
                    "run": run.run_index,
                    "set_id": item.set_id,
                    "set_version": versions[item.set_id],
                    "rule_id": item.rule_id,
                    "severity": item.severity.value,
                    "message": item.message,
                    "line": item.line,
                    "column": item.column,
                    "end_line": item.end_line,
                    "end_column": item.end_column,
                    "excerpt": item.excerpt,
                    "suggestion": item.suggestion,
                    "is_internal_error": item.is_internal_error,
                    "is_undecided": item.is_undecided,
                    "waiver": item.waiver,
                    "behaviour_class": run.behaviour_class,
                    "canonical_form": run.analysis.form_hash,
                }


def sarif_document(jobs: Sequence[ReplayedJob]) -> JsonObject:
    """All violations as one SARIF 2.1.0 log: one run of the tool a job, one artifact an output.

    Waived violations are suppressed; a rule that could not be decided is a result of kind `open`, which has no level.
    """
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(job) for job in jobs]}


def _run(job: ReplayedJob) -> JsonObject:
    rules = [(item, rule) for item in job.config.restriction_sets for rule in item.rules if rule.detector is not None]
    places = {(item.id, rule.id): index for index, (item, rule) in enumerate(rules)}
    violations = [(run.run_index, item) for run in job.report.runs if run.analysis is not None for item in run.analysis.violations]
    failed = [_notification(job, index, item) for index, item in violations if item.is_internal_error]
    return {
        "tool": {"driver": {"name": "Skyt", "semanticVersion": ENGINE_VERSION, "rules": [_rule(item, rule) for item, rule in rules]}},
        "automationDetails": {"id": f"{job.experiment}/{job.config.contract.id}"},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not failed, "toolExecutionNotifications": [*failed]}],
        "results": [_result(job, index, item, places[(item.set_id, item.rule_id)]) for index, item in violations],
    }


def _rule(item: RestrictionSet, rule: Rule) -> JsonObject:
    sources = f"References: {'; '.join(rule.references)}" if rule.references else None
    help_text = "\n".join(filter(None, (rule.rationale, rule.suggestion, sources)))
    return {
        "id": f"{item.id}/{rule.id}",
        "name": rule.name,
        "shortDescription": {"text": rule.name},
        "fullDescription": {"text": rule.description},
        "help": {"text": help_text or rule.description},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"category": rule.category, "setVersion": item.version, "tags": [*rule.references]},
    }


def _result(job: ReplayedJob, run_index: int, item: Violation, rule_index: int) -> JsonObject:
    message = item.message if item.suggestion is None else f"{item.message}. {item.suggestion}"
    result: dict[str, Any] = {
        "ruleId": f"{item.set_id}/{item.rule_id}",
        "ruleIndex": rule_index,
        **({"kind": "open", "level": "none"} if item.is_undecided else {"level": _LEVELS[item.severity]}),
        "message": {"text": message},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(job, run_index)}, "region": _region(item)}}],
    }
    if item.waiver is not None:
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": item.waiver}]
    return result


def _region(item: Violation) -> JsonObject:
    start: JsonObject = {"startLine": item.line, "startColumn": item.column + 1}
    region: JsonObject = {**start, "endLine": item.end_line, "endColumn": item.end_column + 1}
    return {**region, "snippet": {"text": item.excerpt}} if item.excerpt else region


def _uri(job: ReplayedJob, run_index: int) -> str:
    """A relative address of an output; other characters than letters, digits, dots and dashes become underscores."""
    safe = "".join(letter if letter.isascii() and (letter.isalnum() or letter in ".-") else "_" for letter in job.experiment)
    ending = {"python": "py", "c": "c", "json": "json", "text": "txt"}[job.config.contract.kind]
    return f"outputs/{safe}/run-{run_index}.{ending}"


def _notification(job: ReplayedJob, run_index: int, item: Violation) -> JsonObject:
    location: JsonObject = {"physicalLocation": {"artifactLocation": {"uri": _uri(job, run_index)}}}
    rule: JsonObject = {"id": f"{item.set_id}/{item.rule_id}"}
    return {"level": "error", "message": {"text": item.message}, "associatedRule": rule, "locations": [location]}
