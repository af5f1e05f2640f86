"""Field reports of a job whose answers are JSON."""

from collections.abc import Sequence

from engine.domain.contract import Contract, Kind
from engine.domain.report import FieldReport
from engine.domain.run import OutputAnalysis
from engine.metrics.field_agreement import field_agreement


def field_reports(contract: Contract, analyses: Sequence[OutputAnalysis]) -> tuple[FieldReport, ...]:
    """The places of all answers that have a canonical form; empty for other kinds and where no answer has one."""
    if contract.kind is not Kind.JSON:
        return ()
    return field_agreement([analysis.canonical_output for analysis in analyses if analysis.canonical_output is not None])
