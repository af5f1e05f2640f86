"""The steps from an output to its form, for whoever reads them: the same rewrites once more, with the text written after each."""

from itertools import pairwise

from engine.canonicalization.normal_text import bound, followed
from engine.canonicalization.parsing import NoCanonicalForm, parse, write
from engine.canonicalization.program import Assumptions
from engine.canonicalization.rewrite import Pass
from engine.canonicalization.steps import StepLog
from engine.canonicalization.traversal import DoesNotSettle
from engine.domain.run import RescueStep

FENCE_STEP = "fence"
UNIQUE_STEP = "unique_names"
NAMES_STEP = "local_names"
REST_STEP = "rewrites"


def steps_along(before: str, texts: tuple[str, ...], passes: tuple[Pass, ...], assumptions: Assumptions) -> tuple[RescueStep, ...]:
    """The steps from a text to the first of some texts, and from each of these to the next by one run of the rewrites.

    Never raises: what cannot be shown step by step, because a text in between is too deep to be written, is one step.
    """
    log = StepLog(before)
    log.note(FENCE_STEP, texts[0])
    try:
        for text, following in pairwise(texts):
            if text != following:
                _follow(text, log, passes, assumptions)
    except (DoesNotSettle, NoCanonicalForm, RecursionError, MemoryError, ValueError):
        log.note(REST_STEP, texts[-1])
    return tuple(log.steps)


def _follow(text: str, log: StepLog, passes: tuple[Pass, ...], assumptions: Assumptions) -> None:
    tree = parse(text)
    for step in passes:
        tree = step.rewrite(tree)
        log.note(step.name, write(tree))
    bindings = bound(tree)
    if bindings is None:
        return
    found = followed(tree, bindings, assumptions)
    if found.has_changed:
        log.note(UNIQUE_STEP, found.first)
        log.extend(found.steps, found.last)
    log.note(NAMES_STEP, found.last)
