"""The canonicalizer: text to tree, the passes in their order, tree to text, and the proof that a second run changes nothing."""

from collections.abc import Sequence
from difflib import unified_diff

from engine.canonicalization.fences import extract_code
from engine.canonicalization.parsing import NoCanonicalForm, parse, unparse
from engine.canonicalization.passes.annotations import Annotations
from engine.canonicalization.passes.docstrings import Docstrings
from engine.canonicalization.passes.layout import Layout
from engine.canonicalization.passes.local_names import LocalNames
from engine.canonicalization.rewrite import CanonicalForm, Pass
from engine.domain.run import RescueStep

PYTHON_PASSES: tuple[Pass, ...] = (Layout(), Docstrings(), Annotations(), LocalNames())
FENCE_STEP = "fence"
MAX_DIFF_CHARACTERS = 50_000


def canonicalize(raw_output: str, entry_point: str | None = None, passes: Sequence[Pass] = PYTHON_PASSES) -> CanonicalForm:
    """Make the canonical form of a Python answer; never raises, whatever the text is.

    The form parses and is stable: the passes leave it as it is when they run on it again. `entry_point` chooses among several
    fenced blocks.
    """
    source = extract_code(raw_output, entry_point)
    steps = [RescueStep(FENCE_STEP, diff(raw_output, source))] if source != raw_output else []
    try:
        output, made = _rewrite(source, passes)
        again, _ = _rewrite(output, passes)
    except NoCanonicalForm as problem:
        return CanonicalForm(source, None, (), str(problem))
    if again != output:
        return CanonicalForm(source, None, (), "a defect of Skyt: the canonical form changes under a second run")
    return CanonicalForm(source, output, (*steps, *made))


def _rewrite(text: str, passes: Sequence[Pass]) -> tuple[str, list[RescueStep]]:
    steps: list[RescueStep] = []
    for step in passes:
        try:
            rewritten = unparse(step.rewrite(parse(text)))
        except RecursionError:
            raise NoCanonicalForm("nested too deeply to be analysed") from None
        if rewritten != text:
            steps.append(RescueStep(step.name, diff(text, rewritten)))
        text = rewritten
    return text, steps


def diff(before: str, after: str) -> str:
    """A unified diff without file names and with three lines around each change, at most 50,000 characters."""
    lines = unified_diff(before.splitlines(), after.splitlines(), "before", "after", lineterm="")
    text = "\n".join(lines)
    return text if len(text) <= MAX_DIFF_CHARACTERS else text[:MAX_DIFF_CHARACTERS] + "\n… (shortened)"
