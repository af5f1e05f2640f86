"""Answers of kind `c`."""

from engine.canonicalization.c_form import canonical_c_form
from engine.domain.contract import Contract
from engine.domain.run import OutputAnalysis
from engine.pipeline.kinds.outcome import no_oracle, outcome_of


def analyse_c(raw_output: str, contract: Contract) -> OutputAnalysis:
    """Make the canonical form of a C answer, which is never compiled or run; never raises."""
    form = canonical_c_form(raw_output)
    return outcome_of(raw_output, form, no_oracle(form, contract.kind.value))
