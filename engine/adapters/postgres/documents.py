"""Between the domain's values and the columns of runs and results."""

from typing import Any

from pydantic import TypeAdapter

from engine.adapters.postgres.reading import ReadRow
from engine.domain.behaviour import BehaviourClass
from engine.domain.json_value import JsonObject
from engine.domain.report import Anchor, FieldReport, RuleReport
from engine.domain.run import Generation, GenerationStatus, OutputAnalysis, PropertyDifference, RunReport, Usage
from engine.domain.scores import NotScored, Score

ANALYSIS = TypeAdapter(OutputAnalysis)
USAGE = TypeAdapter(Usage)
METRICS = TypeAdapter(dict[str, Score | NotScored])
RULES = TypeAdapter(tuple[RuleReport, ...])
BEHAVIOUR_CLASSES = TypeAdapter(tuple[BehaviourClass, ...])
FIELDS = TypeAdapter(tuple[FieldReport, ...])
PROPERTY_DIFFERENCES: TypeAdapter[tuple[PropertyDifference, ...] | None] = TypeAdapter(tuple[PropertyDifference, ...] | None)
ANCHOR: TypeAdapter[Anchor | None] = TypeAdapter(Anchor | None)
GENERATION_COLUMNS = ("run_index", "status", "raw_output", "error_message", "usage", "provider_data")


def generation_values(generation: Generation) -> dict[str, Any]:
    """The columns of a run that its generation fills."""
    return {
        "run_index": generation.run_index,
        "status": generation.status,
        "raw_output": generation.raw_output,
        "error_message": generation.error_message,
        "usage": USAGE.dump_python(generation.usage, mode="json"),
        "provider_data": generation.provider_data,
    }


def generation_of(row: ReadRow) -> Generation:
    """The generation that a run's row holds."""
    return Generation(
        run_index=row.run_index,
        status=GenerationStatus(row.status),
        raw_output=row.raw_output,
        error_message=row.error_message,
        usage=USAGE.validate_python(row.usage),
        provider_data=row.provider_data,
    )


def analysis_values(analysis: OutputAnalysis) -> dict[str, Any]:
    """The columns of a run that its output's analysis fills."""
    return {
        "analysis": ANALYSIS.dump_python(analysis, mode="json"),
        "canonical_output": analysis.canonical_output,
        "canonical_hash": analysis.form_hash,
        "oracle_passed": analysis.oracle.passed,
    }


def standing_values(report: RunReport) -> JsonObject:
    """The columns of a run that say where it stands relative to the anchor."""
    return {
        "repaired_output": report.repaired_output,
        "evidence": None if report.evidence is None else report.evidence.value,
        "behaviour_class": report.behaviour_class,
        "distance_pre": report.distance_pre,
        "distance_post": report.distance_post,
        "property_differences": PROPERTY_DIFFERENCES.dump_python(report.property_differences, mode="json"),
    }
