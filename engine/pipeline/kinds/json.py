"""Answers of kind `json`."""

from engine.canonicalization.json_form import canonical_json_form, read_json_answer
from engine.domain.contract import Contract
from engine.domain.run import OutputAnalysis
from engine.oracle.json_verdicts import judge_json
from engine.pipeline.kinds.outcome import outcome_of


def analyse_json(raw_output: str, contract: Contract) -> OutputAnalysis:
    """Read the JSON in an answer, make its canonical form, and judge it by the contract's schema and expectations; never raises."""
    answer = read_json_answer(raw_output)
    return outcome_of(raw_output, canonical_json_form(raw_output, answer), judge_json(contract, answer.value, answer.problem))
