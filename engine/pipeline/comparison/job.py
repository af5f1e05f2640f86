"""What of a finished job a comparison looks at."""

from dataclasses import dataclass

from engine.domain.experiment import ExperimentConfig
from engine.domain.json_value import text_hash
from engine.domain.report import JobReport, RuleReport
from engine.domain.run import Generation
from engine.domain.scores import Score
from engine.metrics.facts import JobFacts
from engine.pipeline.facts import job_facts


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How many answered runs kept a rule; `name` is set and rule, such as `nasa_power_of_ten/2`."""

    name: str
    label: str
    passing: int
    answered: int


@dataclass(frozen=True, slots=True)
class ComparableJob:
    """One job: its contract, the facts of its runs in order, their indexes, the hash of its anchor's form, and its rules."""

    name: str
    contract_id: str
    contract_version: str
    contract_hash: str
    kind: str
    engine_version: str
    facts: JobFacts
    run_indexes: tuple[int, ...]
    anchor_hash: str | None
    rules: tuple[RuleCount, ...] = ()


def comparable_job(name: str, config: ExperimentConfig, report: JobReport) -> ComparableJob:
    """Take what a comparison needs from a finished job; `name` is how its sentences call it."""
    generations = [Generation(run.run_index, run.status, run.raw_output) for run in report.runs]
    contract = config.contract
    return ComparableJob(
        name=name,
        contract_id=contract.id,
        contract_version=contract.version,
        contract_hash=config.contract_hash,
        kind=contract.kind.value,
        engine_version=report.engine_version,
        facts=job_facts(config, generations, report.runs, has_anchor=report.anchor is not None),
        run_indexes=tuple(run.run_index for run in report.runs),
        anchor_hash=text_hash(report.anchor.canonical_output) if report.anchor else None,
        rules=tuple(count for rule in report.rules if (count := _rule_count(rule)) is not None),
    )


def _rule_count(rule: RuleReport) -> RuleCount | None:
    score = rule.pass_rate
    if not isinstance(score, Score) or score.numerator is None or score.denominator is None:
        return None
    return RuleCount(f"{rule.set_id}/{rule.rule_id}", rule.name, score.numerator, score.denominator)
