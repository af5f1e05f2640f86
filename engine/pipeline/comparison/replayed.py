"""From the JSON result of a replay to comparable jobs."""

import json
from pathlib import Path

from pydantic import BaseModel, ValidationError

from engine.documents.document import read_text
from engine.domain.contract import Kind
from engine.domain.errors import Fault, InvalidInput
from engine.domain.json_value import text_hash
from engine.domain.restriction import Severity
from engine.domain.run import EvidenceLevel, GenerationStatus
from engine.metrics.facts import JobFacts, RunFacts
from engine.pipeline.comparison.job import ComparableJob, RuleCount
from engine.pipeline.kinds.classes import NEAR

MAX_RESULT_BYTES = 1_000_000_000
MAX_FAULTS = 20
HINT = "Make it with `skyt replay --format json` of this version."


class _PassRate(BaseModel):
    numerator: int | None = None
    denominator: int | None = None


class _Rule(BaseModel):
    set_id: str
    rule_id: str
    name: str
    severity: Severity
    pass_rate: _PassRate
    manual_reason: str | None


class _Violation(BaseModel):
    severity: Severity
    is_internal_error: bool = False
    waiver: str | None = None


class _Oracle(BaseModel):
    passed: bool


class _Run(BaseModel):
    run: int
    raw_output: str
    canonical_hash: str
    form_hash: str
    observations: str
    oracle: _Oracle
    evidence: EvidenceLevel | None
    distance_pre: float | None
    distance_post: float | None
    violations: list[_Violation]


class _Job(BaseModel):
    experiment: str
    contract_id: str
    contract_version: str
    contract_hash: str
    kind: Kind
    anchor_hash: str | None
    accepted_evidence: EvidenceLevel
    rules: list[_Rule]
    runs: list[_Run]


class _Result(BaseModel):
    engine_version: str
    jobs: list[_Job]


def read_replayed(path: Path) -> list[ComparableJob]:
    """Every job of a replay's JSON result, in its order.

    Raises InvalidInput, with file and JSON path, for a file that cannot be read or is something else.
    """
    text = read_text(path, MAX_RESULT_BYTES)
    try:
        result = _Result.model_validate(json.loads(text))
    except json.JSONDecodeError as error:
        raise InvalidInput([Fault(f"not valid JSON: {error.msg}", line=error.lineno, file=str(path))], HINT) from error
    except (ValueError, RecursionError) as error:
        raise InvalidInput(_faults(error, path), HINT) from error
    if not result.jobs:
        raise InvalidInput([Fault("there is no job in it", "$.jobs", file=str(path))], HINT)
    return [_job(job, result.engine_version) for job in result.jobs]


def _faults(error: Exception, path: Path) -> list[Fault]:
    if not isinstance(error, ValidationError):
        return [Fault(f"not valid JSON: {error}", file=str(path))]
    return [
        Fault(
            "is missing" if item["type"] == "missing" else item["msg"],
            "$" + "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in item["loc"]),
            file=str(path),
        )
        for item in error.errors(include_input=False)[:MAX_FAULTS]
    ]


def _job(job: _Job, engine_version: str) -> ComparableJob:
    has_mandatory_rules = any(rule.severity is Severity.MANDATORY and rule.manual_reason is None for rule in job.rules)
    is_run = job.kind in (Kind.PYTHON, Kind.JSON)
    facts = JobFacts(
        tuple(_run(run, job.accepted_evidence) for run in job.runs),
        job.anchor_hash is not None,
        has_mandatory_rules=has_mandatory_rules,
        accepted_evidence=job.accepted_evidence,
        has_oracle=is_run,
        has_behaviour=is_run or any(run.observations.startswith(NEAR) for run in job.runs),
    )
    return ComparableJob(
        name=job.experiment,
        contract_id=job.contract_id,
        contract_version=job.contract_version,
        contract_hash=job.contract_hash,
        kind=job.kind.value,
        engine_version=engine_version,
        facts=facts,
        run_indexes=tuple(run.run for run in job.runs),
        anchor_hash=job.anchor_hash,
        rules=tuple(count for rule in job.rules if (count := _rule(rule)) is not None),
    )


def _rule(rule: _Rule) -> RuleCount | None:
    counts = rule.pass_rate
    if counts.numerator is None or counts.denominator is None:
        return None
    return RuleCount(f"{rule.set_id}/{rule.rule_id}", rule.name, counts.numerator, counts.denominator)


def _run(run: _Run, accepted: EvidenceLevel) -> RunFacts:
    return RunFacts(
        status=GenerationStatus.GENERATED,
        raw_class=text_hash(run.raw_output),
        canonical_class=run.canonical_hash if accepted.is_within(EvidenceLevel.CANONICAL) else run.form_hash,
        behaviour_class=run.observations,
        passes_oracle=run.oracle.passed,
        evidence=run.evidence,
        distance_pre=run.distance_pre,
        distance_post=run.distance_post,
        breaks_mandatory_rule=any(map(_breaks_mandatory_rule, run.violations)),
    )


def _breaks_mandatory_rule(item: _Violation) -> bool:
    return item.waiver is None and (item.severity is Severity.MANDATORY or item.is_internal_error)
