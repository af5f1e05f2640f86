"""The canonicalizer: text to tree, the passes in their order, tree to text, and the proof that a second run changes nothing."""

import ast
from collections.abc import Sequence

from engine.canonicalization.fences import extract_code
from engine.canonicalization.parsing import NoCanonicalForm, parse, unparse
from engine.canonicalization.passes.annotations import Annotations
from engine.canonicalization.passes.docstrings import Docstrings
from engine.canonicalization.passes.layout import Layout
from engine.canonicalization.program import NO_ASSUMPTIONS, Assumptions
from engine.canonicalization.rewrite import CanonicalForm, Pass
from engine.canonicalization.steps import StepLog
from engine.canonicalization.structure import DoesNotSettle, normalize

SYNTACTIC_PASSES: tuple[Pass, ...] = (Layout(), Docstrings(), Annotations())
FENCE_STEP = "fence"
UNSTABLE = "a defect of Skyt: the canonical form changes under a second run"
UNSETTLED = "a defect of Skyt: the rewrites did not settle"
FAILED = "a defect of Skyt: a rewrite failed with {name}"


def canonicalize(raw_output: str, entry_point: str | None = None, passes: Sequence[Pass] = SYNTACTIC_PASSES) -> CanonicalForm:
    """Make the canonical form of a Python answer, sound for every caller; never raises, whatever the text is.

    The form parses and is stable: the rewrites leave it as it is when they run on it again. `entry_point` chooses among several
    fenced blocks.
    """
    source = extract_code(raw_output, entry_point)
    log = StepLog(raw_output)
    log.note(FENCE_STEP, source)
    return _settled(source, source, log, passes, NO_ASSUMPTIONS)


def canonicalize_checked(form: CanonicalForm, assumptions: Assumptions) -> CanonicalForm:
    """Take a canonical form further, to what is equal under the assumptions of a contract; never raises.

    Equal canonical forms give equal checked forms. The steps are those from the canonical form on.
    """
    if form.output is None:
        return form
    return _settled(form.source, form.output, StepLog(form.output), (), assumptions)


def _settled(source: str, text: str, log: StepLog, passes: Sequence[Pass], assumptions: Assumptions) -> CanonicalForm:
    try:
        output = _rewrite(text, log, passes, assumptions)
        is_stable = _rewrite(output, StepLog(output), passes, assumptions) == output
    except NoCanonicalForm as problem:
        return CanonicalForm(source, None, (), str(problem))
    if not is_stable:
        return CanonicalForm(source, None, (), UNSTABLE)
    return CanonicalForm(source, output, tuple(log.steps))


def _rewrite(text: str, log: StepLog, passes: Sequence[Pass], assumptions: Assumptions) -> str:
    try:
        tree = parse(text)
        for step in passes:
            tree = step.rewrite(tree)
            log.note(step.name, unparse(tree))
        return _normalized(tree, log, assumptions)
    except RecursionError:
        raise NoCanonicalForm("nested too deeply to be analysed") from None


def _normalized(tree: ast.Module, log: StepLog, assumptions: Assumptions) -> str:
    """The text of the structural normal form. A rewrite that fails is Skyt's defect, and must not end anybody's job."""
    try:
        normalize(tree, assumptions, lambda name, changed: log.note(name, ast.unparse(ast.fix_missing_locations(changed))))
    except DoesNotSettle:
        raise NoCanonicalForm(UNSETTLED) from None
    except (NoCanonicalForm, RecursionError):
        raise
    except Exception as error:
        raise NoCanonicalForm(FAILED.format(name=type(error).__name__)) from error
    return unparse(tree)

