"""From generations and run reports to the facts that metrics are computed from."""

from collections.abc import Sequence

from engine.domain.experiment import ExperimentConfig
from engine.domain.restriction import Severity
from engine.domain.run import EvidenceLevel, Generation, OutputAnalysis, RunReport
from engine.metrics.facts import JobFacts, RunFacts


def job_facts(config: ExperimentConfig, generations: Sequence[Generation], runs: Sequence[RunReport], *, has_anchor: bool) -> JobFacts:
    """Collect the facts of a job; generations and runs are in the same order."""
    mandatory = any(
        rule.severity is Severity.MANDATORY and rule.detector is not None for item in config.restriction_sets for rule in item.rules
    )
    facts = tuple(_run_facts(generation, run, config.accepted_evidence) for generation, run in zip(generations, runs, strict=True))
    contract = config.contract
    return JobFacts(
        facts,
        has_anchor,
        contract.required_pass_rate,
        mandatory,
        config.accepted_evidence,
        has_oracle=contract.has_oracle,
        has_behaviour=contract.has_behaviour,
    )


def _run_facts(generation: Generation, run: RunReport, accepted: EvidenceLevel) -> RunFacts:
    usage = generation.usage
    if run.analysis is None:
        return RunFacts(
            run.status,
            prompt_tokens=usage.prompt_tokens,
            completion_tokens=usage.completion_tokens,
            latency_ms=usage.latency_ms,
            cost_usd=usage.cost_usd,
        )
    return RunFacts(
        status=run.status,
        raw_class=run.analysis.raw_hash,
        canonical_class=_form_class(run.analysis, accepted),
        behaviour_class=run.analysis.observations,
        passes_oracle=run.analysis.oracle.passed,
        evidence=run.evidence,
        distance_pre=run.distance_pre,
        distance_post=run.distance_post,
        breaks_mandatory_rule=any(violation.prevents_compliance for violation in run.analysis.violations),
        prompt_tokens=usage.prompt_tokens,
        completion_tokens=usage.completion_tokens,
        latency_ms=usage.latency_ms,
        cost_usd=usage.cost_usd,
    )


def _form_class(analysis: OutputAnalysis, accepted: EvidenceLevel) -> str:
    """The key of the forms that count as equal: sound ones only where the experiment accepts no weaker evidence than `canonical`."""
    is_strict = accepted.is_within(EvidenceLevel.CANONICAL) or not analysis.checked_hash
    return analysis.canonical_hash if is_strict else analysis.checked_hash
