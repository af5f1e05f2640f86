"""The steps from an output to its form, for whoever reads them: the same rewrites once more, with the text written after each."""

import ast
from dataclasses import dataclass

from engine.canonicalization.facts.binding import Bindings
from engine.canonicalization.fingerprint import fingerprint
from engine.canonicalization.memory import Memory
from engine.canonicalization.normal_text import bound, normalized
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
_ROOM = 8_000_000


@dataclass(frozen=True, slots=True)
class Traced:
    """The steps of one structural normalization between its first and its last text; `has_changed` beyond names."""

    first: str
    last: str
    steps: tuple[RescueStep, ...]
    has_changed: bool


_traces: Memory[Traced] = Memory(_ROOM)


def steps_along(before: str, texts: tuple[str, ...], passes: tuple[Pass, ...], assumptions: Assumptions) -> tuple[RescueStep, ...]:
    """The steps from a text to the first of some texts, and from each of these to the next by one run of the rewrites.

    Never raises: what cannot be shown step by step, because a text in between is too deep to be written, is one step.
    """
    log = StepLog(before)
    log.note(FENCE_STEP, texts[0])
    try:
        for text in texts[:-1]:
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
    traced = _traced(tree, bindings, assumptions)
    if traced.has_changed:
        log.note(UNIQUE_STEP, traced.first)
        log.extend(traced.steps, traced.last)
    log.note(NAMES_STEP, traced.last)


def _traced(tree: ast.Module, bindings: Bindings, assumptions: Assumptions) -> Traced:
    key = (fingerprint(tree, bindings), assumptions)
    known = _traces.get(key)
    if known is None:
        known = _found_out(tree, bindings, assumptions)
        _traces.put(key, known, len(known.first) + len(known.last) + sum(len(step.diff) for step in known.steps))
    return known


def _found_out(tree: ast.Module, bindings: Bindings, assumptions: Assumptions) -> Traced:
    first = write(tree)
    log = StepLog(first)
    applied = normalized(tree, bindings, assumptions, lambda name, changed: log.note(name, write(changed)))
    return Traced(first, write(tree), tuple(log.steps), bool(applied))
