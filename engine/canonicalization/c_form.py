"""The canonical form of a C answer: one layout, no comments, local names numbered; parsed with tree-sitter, never executed."""

from engine.canonicalization.c_layout import laid_out
from engine.canonicalization.c_names import renamed
from engine.canonicalization.c_syntax import TOO_DEEP, c_problem
from engine.canonicalization.fenced_text import fenced_answer
from engine.canonicalization.parsing import MAX_CHARACTERS
from engine.canonicalization.rewrite import CanonicalForm
from engine.canonicalization.steps import diff
from engine.canonicalization.trail import FENCE_STEP
from engine.domain.run import RescueStep

_LABELS = {"c", "h", "c89", "c99", "c11", "c17", "c23"}


def canonical_c_form(raw_output: str) -> CanonicalForm:
    """Make the canonical form of a C answer; never raises. The form parses and is stable.

    Where the preprocessor can see layout or names (`__LINE__`, `#` and `##` in a macro), there is none.
    """
    if len(raw_output) > MAX_CHARACTERS:
        return CanonicalForm(raw_output, None, problem=f"the output is longer than {MAX_CHARACTERS} characters")
    source = fenced_answer(raw_output, _LABELS)
    try:
        texts = _forms(source)
    except RecursionError:
        return CanonicalForm(source, None, problem=TOO_DEEP)
    if isinstance(texts, str):
        return CanonicalForm(source, None, problem=texts)
    layout, output = texts
    made = [(FENCE_STEP, raw_output, source), ("layout", source, layout), ("local_names", layout, output)]
    return CanonicalForm(source, output, lambda: tuple(RescueStep(name, diff(*pair)) for name, *pair in made if pair[0] != pair[1]))


def _forms(source: str) -> tuple[str, str] | str:
    """The text in one layout and with numbered names, or why there is no form."""
    problem = c_problem(source)
    if problem is not None:
        return problem
    layout = laid_out(source)
    output = renamed(layout)
    if c_problem(output) is not None or renamed(laid_out(output)) != output:
        return "a defect of Skyt: the canonical form does not parse or changes under a second run"
    return layout, output
