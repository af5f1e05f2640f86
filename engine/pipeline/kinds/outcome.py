"""From a canonical form to an output's analysis, for kinds that are not run."""

from engine.canonicalization.rewrite import CanonicalForm
from engine.domain.json_value import text_hash
from engine.domain.run import OracleVerdict, OutputAnalysis

RAW = "raw:"


def outcome_of(raw_output: str, form: CanonicalForm, oracle: OracleVerdict) -> OutputAnalysis:
    """The analysis of an output; without a canonical form it equals only its own text. Equal forms count as the same behaviour."""
    text = text_hash(raw_output)
    key = RAW + text if form.output is None else text_hash(form.output)
    unsatisfied = (form.problem,) if form.problem else ()
    return OutputAnalysis(text, form.output, key, form.steps, oracle, key, (), unsatisfied, form.problem)


def no_oracle(form: CanonicalForm, kind: str) -> OracleVerdict:
    """The verdict where nothing decides whether an answer is right: whatever has a canonical form may become the anchor."""
    return OracleVerdict(form.output is not None, (), "not run", form.problem or f"answers of kind '{kind}' have no oracle")
