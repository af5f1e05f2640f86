"""The canonicalizer: text to tree, the passes in their order, tree to text, and the proof that a second run changes nothing."""

import ast
from collections.abc import Sequence

from engine.canonicalization.fences import extract_code
from engine.canonicalization.parsing import NoCanonicalForm, parse, require_compilable, unparse
from engine.canonicalization.passes.annotations import Annotations
from engine.canonicalization.passes.docstrings import Docstrings
from engine.canonicalization.passes.layout import Layout
from engine.canonicalization.program import NO_ASSUMPTIONS, Assumptions
from engine.canonicalization.rewrite import CanonicalForm, Pass
from engine.canonicalization.steps import StepLog
from engine.canonicalization.structure import DoesNotSettle, normalize

SYNTACTIC_PASSES: tuple[Pass, ...] = (Layout(), Docstrings(), Annotations())
FENCE_STEP = "fence"
NAMES_STEP = "local_names"
UNSTABLE = "a defect of Skyt: the canonical form goes on changing under further runs"
_MOST_RUNS = 4
FAILED = "a defect of Skyt: a rewrite failed with {name}"


def canonicalize(raw_output: str, entry_point: str | None = None, passes: Sequence[Pass] = SYNTACTIC_PASSES) -> CanonicalForm:
    """Make the canonical form of a Python answer, sound for every caller; never raises, whatever the text is.

    The form parses and is stable: it is run through the rewrites until they leave it as it is. `entry_point` chooses among several
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
        parse(text)
        require_compilable(text)
        output = _rewrite(text, log, passes, assumptions)
        for _ in range(_MOST_RUNS):
            again = StepLog(output)
            before, output = output, _rewrite(output, again, passes, assumptions)
            if output == before:
                return CanonicalForm(source, output, tuple(log.steps))
            log.steps.extend(again.steps)
    except NoCanonicalForm as problem:
        return CanonicalForm(source, None, (), str(problem))
    return CanonicalForm(source, None, (), UNSTABLE)


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
    """The text of the structural normal form; the tree's own where the rewrites do not settle.

    A rewrite that fails is Skyt's defect, and must not end anybody's job.
    """
    text = unparse(tree)
    structural = StepLog(text)
    try:
        applied = normalize(tree, assumptions, lambda name, changed: structural.note(name, _written(changed)))[1]
    except DoesNotSettle:
        return text
    except (NoCanonicalForm, RecursionError):
        raise
    except Exception as error:
        raise NoCanonicalForm(FAILED.format(name=type(error).__name__)) from error
    output = unparse(tree)
    if applied:
        log.extend(structural)
    log.note(NAMES_STEP, output)
    return output


def _written(tree: ast.Module) -> str:
    return ast.unparse(ast.fix_missing_locations(tree)) + "\n"
