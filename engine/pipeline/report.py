"""From generations and analyses to a job's report: pure, and the same bytes for the same input."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine import ENGINE_VERSION
from engine.domain.behaviour import BehaviourClass
from engine.domain.experiment import ExperimentConfig
from engine.domain.report import JobReport
from engine.domain.run import EvidenceLevel, Generation, OutputAnalysis, RunReport
from engine.metrics.registry import compute_metrics
from engine.oracle.behaviour import Behaviour
from engine.oracle.classes import Member, behaviour_classes
from engine.pipeline.facts import job_facts
from engine.pipeline.kinds.classes import with_near_duplicates
from engine.pipeline.kinds.fields import field_reports
from engine.pipeline.rescue import Reference, Standing, standing_of
from engine.pipeline.rules import rule_reports
from engine.pipeline.toolbox import Yardstick


@dataclass(frozen=True, slots=True)
class Findings:
    """What the analyses of a job found: the yardstick they used, the analyses by run index, the behaviours by signature."""

    yardstick: Yardstick
    analyses: Mapping[int, OutputAnalysis]
    behaviours: Mapping[str, Behaviour]


def build_report(
    config: ExperimentConfig,
    generations: Sequence[Generation],
    findings: Findings,
    reference: Reference | None,
    notices: tuple[str, ...] = (),
) -> JobReport:
    """Put a job's report together. The order of the generations does not matter."""
    yardstick, analyses = findings.yardstick, with_near_duplicates(config.contract, findings.analyses)
    ordered = sorted(generations, key=lambda item: item.run_index)
    members = [_member(item.run_index, analyses[item.run_index]) for item in ordered if item.run_index in analyses]
    classes = behaviour_classes(members, findings.behaviours, yardstick.plan)
    runs = _run_reports(ordered, analyses, reference, classes, config.accepted_evidence)
    facts = job_facts(config, ordered, runs, has_anchor=reference is not None)
    analysed = [run.analysis for run in runs if run.analysis is not None]
    return JobReport(
        ENGINE_VERSION,
        reference.anchor if reference else None,
        compute_metrics(facts, config.analyses),
        rule_reports(yardstick.rules, runs, reference.analysis if reference else None),
        runs,
        notices,
        classes,
        field_reports(config.contract, analysed),
        judged_on=yardstick.judged_on,
    )


def _member(run_index: int, analysis: OutputAnalysis) -> Member:
    return Member(run_index, analysis.observations, analysis.oracle.passed)


def _run_reports(
    generations: Sequence[Generation],
    analyses: Mapping[int, OutputAnalysis],
    reference: Reference | None,
    classes: Sequence[BehaviourClass],
    accepted: EvidenceLevel,
) -> tuple[RunReport, ...]:
    """One report a run; where a text stands is found out once."""
    numbers = {index: item.number for item in classes for index in item.run_indexes}
    standings: dict[str, Standing] = {}
    reports = []
    for generation in generations:
        analysis, raw = analyses.get(generation.run_index), generation.raw_output
        if analysis is not None and raw is not None and raw not in standings:
            standings[raw] = standing_of(raw, analysis, reference, accepted)
        standing = standings.get(raw) if raw is not None else None
        reports.append(_run_report(generation, analysis, standing, numbers.get(generation.run_index)))
    return tuple(reports)


def _run_report(generation: Generation, analysis: OutputAnalysis | None, standing: Standing | None, number: int | None) -> RunReport:
    if analysis is None or standing is None:
        return RunReport(generation.run_index, generation.status, generation.raw_output, generation.error_message)
    return RunReport(
        run_index=generation.run_index,
        status=generation.status,
        raw_output=generation.raw_output,
        error_message=generation.error_message,
        analysis=analysis,
        repaired_output=standing.repaired_output,
        evidence=standing.evidence,
        behaviour_class=number,
        distance_pre=standing.distance_pre,
        distance_post=standing.distance_post,
    )
