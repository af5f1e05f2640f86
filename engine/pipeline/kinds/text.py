"""Answers of kind `text`."""

from engine.canonicalization.text_form import canonical_text_form
from engine.domain.contract import Contract
from engine.domain.run import OutputAnalysis
from engine.pipeline.kinds.outcome import no_oracle, outcome_of


def analyse_text(raw_output: str, contract: Contract) -> OutputAnalysis:
    """Make the canonical form of a text; never raises."""
    form = canonical_text_form(raw_output)
    return outcome_of(raw_output, form, no_oracle(form, contract.kind.value))
