"""Analysing a job again from its bundle: the same bytes of report under the same version of the engine."""

from dataclasses import replace

from engine import ENGINE_VERSION
from engine.domain.json_value import text_hash
from engine.domain.report import JobReport
from engine.metrics.registry import PROPERTIES
from engine.pipeline.analysis import Examination, examine_output
from engine.pipeline.bundle import Bundle
from engine.pipeline.properties import with_property_differences
from engine.pipeline.recorded_executions import PATIENCE, Forgetful, RecordedSandbox
from engine.pipeline.report import Findings, build_report
from engine.pipeline.rescue import Reference, reference_of
from engine.pipeline.shared_executions import SharedExecutions
from engine.pipeline.toolbox import Toolbox, Yardstick, yardstick_of


def replay_bundle(bundle: Bundle, tools: Toolbox) -> JobReport:
    """Analyse the bundle's generations against the anchor, on the day and with the notices of the first analysis.

    Takes as long as the analysis of the job did, away from any network. Raises SandboxFailed when the sandbox itself does not work.
    """
    config = bundle.config
    yardstick = yardstick_of(config.contract, config.restriction_sets, bundle.as_of)
    texts = {item.raw_output for item in bundle.generations if item.raw_output is not None}
    examinations = {text: _examined(text, bundle, yardstick, tools) for text in sorted(texts)}
    analyses = {item.run_index: examinations[item.raw_output].analysis for item in bundle.generations if item.raw_output is not None}
    behaviours = {item.analysis.observations: item.behaviour for item in examinations.values() if item.behaviour is not None}
    findings = Findings(yardstick, analyses, behaviours)
    report = build_report(config, bundle.generations, findings, _reference(bundle, yardstick, tools), bundle.notices)
    return with_property_differences(report, config.contract, tools.cache) if PROPERTIES in config.analyses else report


def is_same_engine(bundle: Bundle) -> bool:
    """Whether the report of a replay must have the same bytes."""
    return bundle.engine_version == ENGINE_VERSION


def _examined(text: str, bundle: Bundle, yardstick: Yardstick, tools: Toolbox) -> Examination:
    """An output's analysis; what limits ended in the first one is not tried again, so the speed of this machine decides nothing."""
    recorded = bundle.executions.get(text_hash(text), ())
    sandbox = RecordedSandbox(recorded, tools.sandbox, PATIENCE if is_same_engine(bundle) else 1.0)
    if not recorded:
        return examine_output(text, yardstick, replace(tools, sandbox=sandbox))
    return examine_output(text, yardstick, replace(tools, sandbox=sandbox, cache=Forgetful(), executions=SharedExecutions()))


def _reference(bundle: Bundle, yardstick: Yardstick, tools: Toolbox) -> Reference | None:
    if bundle.anchor is None:
        return None
    analysis = _examined(bundle.anchor.raw_output, bundle, yardstick, tools).analysis
    return reference_of(bundle.anchor, analysis, yardstick.contract.kind)
