"""The canonicalizer: text to tree, the passes in their order, tree to text, and the proof that a second run changes nothing."""

import ast
from collections.abc import Sequence

from engine.canonicalization.fences import extract_code
from engine.canonicalization.parsing import NoCanonicalForm, parse, require_compilable, unparse, write
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
            if _rewrite(output, None, passes, assumptions) == output:
                return CanonicalForm(source, output, tuple(log.steps))
            output = _rewrite(output, log, passes, assumptions)
    except NoCanonicalForm as problem:
        return CanonicalForm(source, None, (), str(problem))
    return CanonicalForm(source, None, (), UNSTABLE)


def _rewrite(text: str, log: StepLog | None, passes: Sequence[Pass], assumptions: Assumptions) -> str:
    """One run of all rewrites. Without a log it is faster: the text is written once, at the end."""
    try:
        tree = _passed(text, log, passes)
        try:
            return _normalized(tree, log, assumptions)
        except DoesNotSettle:
            return unparse(_passed(text, None, passes))
    except (RecursionError, MemoryError):
        raise NoCanonicalForm("nested too deeply to be analysed") from None
    except ValueError as error:
        raise NoCanonicalForm(f"cannot be written in one way: {error}") from None


def _passed(text: str, log: StepLog | None, passes: Sequence[Pass]) -> ast.Module:
    tree = parse(text)
    for step in passes:
        tree = step.rewrite(tree)
        if log is not None:
            log.note(step.name, write(tree))
    return tree


def _normalized(tree: ast.Module, log: StepLog | None, assumptions: Assumptions) -> str:
    """The text of the structural normal form. Raises DoesNotSettle; the tree is of no use any more then.

    A rewrite that fails is Skyt's defect, and must not end anybody's job.
    """
    structural = StepLog(write(tree)) if log is not None else None
    trace = (lambda name, changed: structural.note(name, write(changed))) if structural is not None else None
    try:
        applied = normalize(tree, assumptions, trace)[1]
    except (DoesNotSettle, NoCanonicalForm, RecursionError):
        raise
    except Exception as error:
        raise NoCanonicalForm(FAILED.format(name=type(error).__name__)) from error
    output = unparse(tree)
    if log is not None and structural is not None:
        if applied:
            log.extend(structural)
        log.note(NAMES_STEP, output)
    return output
