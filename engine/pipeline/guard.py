"""The guard: a canonical form stands only if it does what the raw output does."""

from engine.canonicalization.rewrite import CanonicalForm
from engine.domain.contract import Contract
from engine.domain.json_value import Json
from engine.oracle.scenarios import oracle_program
from engine.oracle.signature import observed_behaviour
from engine.pipeline.toolbox import Toolbox
from engine.ports.sandbox import Execution

DEFECT = "a defect of Skyt: the canonical form did not behave as the output does, so the output stands as it is"
UNREPEATABLE = "the code does not do the same twice, so no rewrite of it can be checked"


def observe(contract: Contract, source: str, tools: Toolbox) -> Execution:
    """Run a contract's oracle tests on a source text in the sandbox."""
    return tools.sandbox.run(oracle_program(contract, source), tools.limits)


def guarded(form: CanonicalForm, raw_execution: Execution, contract: Contract, tools: Toolbox) -> CanonicalForm:
    """The form itself when it gives the same observations as the raw output's code, else no form and the reason.

    A difference counts as Skyt's defect only if the raw code, run once more, repeats itself.
    """
    if form.output is None or form.output == form.source:
        return form
    expected = _behaviour(raw_execution)
    if _behaviour(observe(contract, form.output, tools)) == expected:
        return form
    is_repeatable = _behaviour(observe(contract, form.source, tools)) == expected
    return CanonicalForm(form.source, None, (), DEFECT if is_repeatable else UNREPEATABLE)


def _behaviour(execution: Execution) -> Json:
    return [execution.problem is None, observed_behaviour(execution)]
