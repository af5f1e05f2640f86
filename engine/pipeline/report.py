"""From generations and analyses to a job's report: pure, and the same bytes for the same input."""

from collections import Counter
from collections.abc import Mapping, Sequence

from engine import ENGINE_VERSION
from engine.domain.experiment import ExperimentConfig
from engine.domain.report import JobReport
from engine.domain.run import Generation, OutputAnalysis, RunReport
from engine.metrics.registry import compute_metrics
from engine.pipeline.facts import job_facts
from engine.pipeline.rescue import Reference, standing_of
from engine.pipeline.rules import rule_reports
from engine.restrictions.merger import RestrictionMerger


def build_report(
    config: ExperimentConfig,
    generations: Sequence[Generation],
    analyses: Mapping[int, OutputAnalysis],
    reference: Reference | None,
    notices: tuple[str, ...] = (),
) -> JobReport:
    """Put a job's report together; `analyses` maps run indexes to analyses. The order of the generations does not matter."""
    ordered = sorted(generations, key=lambda item: item.run_index)
    classes = _behaviour_classes(ordered, analyses)
    runs = tuple(_run_report(item, analyses.get(item.run_index), reference, classes) for item in ordered)
    facts = job_facts(config, ordered, runs, has_anchor=reference is not None)
    rules = RestrictionMerger.merge(config.contract, config.restriction_sets)
    anchor = reference.anchor if reference else None
    reports = rule_reports(rules, runs, reference.analysis if reference else None)
    return JobReport(ENGINE_VERSION, anchor, compute_metrics(facts, config.analyses), reports, runs, notices)


def _behaviour_classes(generations: Sequence[Generation], analyses: Mapping[int, OutputAnalysis]) -> dict[str, int]:
    """Number the behaviours from 0 by falling size, then by first run."""
    keys = [analyses[item.run_index].observations for item in generations if item.run_index in analyses]
    sizes = Counter(keys)
    return {key: number for number, key in enumerate(sorted(sizes, key=lambda key: (-sizes[key], keys.index(key))))}


def _run_report(
    generation: Generation,
    analysis: OutputAnalysis | None,
    reference: Reference | None,
    classes: Mapping[str, int],
) -> RunReport:
    if analysis is None or generation.raw_output is None:
        return RunReport(generation.run_index, generation.status, generation.raw_output, generation.error_message)
    standing = standing_of(generation.raw_output, analysis, reference)
    return RunReport(
        run_index=generation.run_index,
        status=generation.status,
        raw_output=generation.raw_output,
        error_message=generation.error_message,
        analysis=analysis,
        repaired_output=standing.repaired_output,
        evidence=standing.evidence,
        behaviour_class=classes[analysis.observations],
        distance_pre=standing.distance_pre,
        distance_post=standing.distance_post,
    )
