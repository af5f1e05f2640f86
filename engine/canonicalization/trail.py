"""The steps from an output to its form, for whoever reads them: noted on the way, or found by the same rewrites once more."""

import ast
from itertools import pairwise

from engine.canonicalization.memory import Memory, digest
from engine.canonicalization.normal_text import follow
from engine.canonicalization.parsing import NoCanonicalForm, parse, write
from engine.canonicalization.program import Assumptions
from engine.canonicalization.rewrite import Pass
from engine.canonicalization.steps import StepLog
from engine.canonicalization.traversal import DoesNotSettle
from engine.domain.run import RescueStep

FENCE_STEP = "fence"
REST_STEP = "rewrites"
FAILED = "a text in between cannot be written"
_ROOM, _ENTRY = 8_000_000, 300
_noted: Memory[tuple[RescueStep, ...]] = Memory(_ROOM)


def passed(tree: ast.Module, passes: tuple[Pass, ...], log: StepLog | None = None) -> ast.Module:
    """The tree after some passes; each that might have changed it is noted."""
    for step in passes:
        if step.applies(tree):
            tree = step.rewrite(tree)
            if log is not None and not log.is_broken:
                _note(log, step.name, tree)
    return tree


def _note(log: StepLog, name: str, tree: ast.Module) -> None:
    """A text that cannot be written costs the steps, and not the form."""
    try:
        log.note(name, write(tree))
    except (RecursionError, MemoryError, ValueError):
        log.is_broken = True


def remember(text: str, passes: tuple[Pass, ...], assumptions: Assumptions, log: StepLog) -> None:
    """Keep the steps of one run of the rewrites on a text."""
    _noted.put((digest(text), passes, assumptions), tuple(log.steps), sum(len(step.diff) + _ENTRY for step in log.steps) + _ENTRY)


def steps_along(before: str, texts: tuple[str, ...], passes: tuple[Pass, ...], assumptions: Assumptions) -> tuple[RescueStep, ...]:
    """The steps from a text to the first of some texts, and from each of these to the next by one run of the rewrites.

    Never raises: what cannot be shown step by step, because a text in between is too deep to be written, is one step.
    """
    log = StepLog(before)
    log.note(FENCE_STEP, texts[0])
    try:
        for text, following in pairwise(texts):
            if text == following:
                continue
            known = _noted.get((digest(text), passes, assumptions))
            if known is not None:
                log.extend(known, following)
            else:
                _find_again(text, passes, assumptions, log)
    except (DoesNotSettle, NoCanonicalForm, RecursionError, MemoryError, ValueError):
        log.note(REST_STEP, texts[-1])
    return tuple(log.steps)


def _find_again(text: str, passes: tuple[Pass, ...], assumptions: Assumptions, log: StepLog) -> None:
    tree = passed(parse(text), passes, log)
    if log.is_broken:
        raise NoCanonicalForm(FAILED)
    follow(tree, assumptions, log)
