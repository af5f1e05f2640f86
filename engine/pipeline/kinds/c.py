"""Answers of kind `c`."""

from dataclasses import replace

from engine.canonicalization.c_form import canonical_c_form
from engine.canonicalization.c_syntax import defined_functions
from engine.domain.contract import Contract
from engine.domain.run import OutputAnalysis
from engine.pipeline.kinds.outcome import no_oracle, outcome_of


def analyse_c(raw_output: str, contract: Contract) -> OutputAnalysis:
    """Make the canonical form of a C answer, which is never compiled or run; the contract's function must be in it. Never raises."""
    form = canonical_c_form(raw_output)
    analysis = outcome_of(raw_output, form, no_oracle(form, contract.kind.value))
    if form.output is None or contract.function_name is None or contract.function_name in defined_functions(form.output):
        return analysis
    return replace(analysis, unsatisfied_constraints=(f"the answer does not define the function '{contract.function_name}'",))
