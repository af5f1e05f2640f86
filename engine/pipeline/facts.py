"""From generations and run reports to the facts that metrics are computed from."""

from collections.abc import Sequence

from engine.domain.experiment import ExperimentConfig
from engine.domain.restriction import Severity
from engine.domain.run import Generation, RunReport
from engine.metrics.facts import JobFacts, RunFacts


def job_facts(config: ExperimentConfig, generations: Sequence[Generation], runs: Sequence[RunReport], *, has_anchor: bool) -> JobFacts:
    """Collect the facts of a job; generations and runs are in the same order."""
    mandatory = any(
        rule.severity is Severity.MANDATORY and rule.detector is not None for item in config.restriction_sets for rule in item.rules
    )
    facts = tuple(_run_facts(generation, run) for generation, run in zip(generations, runs, strict=True))
    return JobFacts(facts, has_anchor, config.contract.required_pass_rate, mandatory)


def _run_facts(generation: Generation, run: RunReport) -> RunFacts:
    usage = generation.usage
    if run.analysis is None:
        return RunFacts(
            run.status, prompt_tokens=usage.prompt_tokens, completion_tokens=usage.completion_tokens, latency_ms=usage.latency_ms
        )
    return RunFacts(
        status=run.status,
        raw_class=run.analysis.raw_hash,
        canonical_class=run.analysis.canonical_hash,
        behaviour_class=run.analysis.observations,
        passes_oracle=run.analysis.oracle.passed,
        evidence=run.evidence,
        distance_pre=run.distance_pre,
        distance_post=run.distance_post,
        breaks_mandatory_rule=any(
            (violation.severity is Severity.MANDATORY or violation.is_internal_error) and violation.counts
            for violation in run.analysis.violations
        ),
        prompt_tokens=usage.prompt_tokens,
        completion_tokens=usage.completion_tokens,
        latency_ms=usage.latency_ms,
    )
