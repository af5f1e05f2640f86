"""The canonicalizer: text to tree, the passes in their order, tree to text, and the proof that a second run changes nothing."""

import ast
from collections.abc import Sequence
from functools import partial

from engine.canonicalization.fences import extract_code
from engine.canonicalization.memory import Memory, digest
from engine.canonicalization.normal_text import normal_text
from engine.canonicalization.parsing import NoCanonicalForm, parse, require_compilable, unparse
from engine.canonicalization.passes.annotations import Annotations
from engine.canonicalization.passes.docstrings import Docstrings
from engine.canonicalization.passes.layout import Layout
from engine.canonicalization.program import NO_ASSUMPTIONS, Assumptions
from engine.canonicalization.rewrite import CanonicalForm, Pass
from engine.canonicalization.trail import steps_along
from engine.canonicalization.traversal import DoesNotSettle

SYNTACTIC_PASSES: tuple[Pass, ...] = (Layout(), Docstrings(), Annotations())
UNSTABLE = "a defect of Skyt: the canonical form goes on changing under further runs"
_MOST_RUNS = 5
_ROOM = 8_000_000

Outcome = tuple[tuple[str, ...], str | None]
_outcomes: Memory[Outcome] = Memory(_ROOM)
_resting: Memory[bool] = Memory(_ROOM)


def canonicalize(raw_output: str, entry_point: str | None = None, passes: Sequence[Pass] = SYNTACTIC_PASSES) -> CanonicalForm:
    """Make the canonical form of a Python answer, sound for every caller; never raises, whatever the text is.

    The form parses and is stable: it is run through the rewrites until they leave it as it is. `entry_point` chooses among several
    fenced blocks.
    """
    source = extract_code(raw_output, entry_point)
    texts, problem = _outcome(source, tuple(passes), NO_ASSUMPTIONS, is_written=False)
    if problem is not None:
        return CanonicalForm(source, None, problem=problem)
    return CanonicalForm(source, texts[-1], partial(steps_along, raw_output, (source, *texts), tuple(passes), NO_ASSUMPTIONS))


def canonicalize_checked(form: CanonicalForm, assumptions: Assumptions) -> CanonicalForm:
    """Take a canonical form further, to what is equal under the assumptions of a contract; never raises.

    Equal canonical forms give equal checked forms. The steps are those from the canonical form on.
    """
    if form.output is None:
        return form
    texts, problem = _outcome(form.output, (), assumptions, is_written=True)
    if problem is not None:
        return CanonicalForm(form.source, None, problem=problem)
    return CanonicalForm(form.source, texts[-1], partial(steps_along, form.output, (form.output, *texts), (), assumptions))


def _outcome(text: str, passes: tuple[Pass, ...], assumptions: Assumptions, *, is_written: bool) -> Outcome:
    """The texts after each run of the rewrites until they rest, or why there is no form: found out once for each text.

    `is_written` says that Python's own writer wrote the text.
    """
    key = (digest(text), passes, assumptions, is_written)
    known = _outcomes.get(key)
    if known is None:
        known = _settled(text, passes, assumptions, is_written=is_written)
        _outcomes.put(key, known, sum(map(len, known[0])) + len(known[1] or ""))
    return known


def _settled(text: str, passes: tuple[Pass, ...], assumptions: Assumptions, *, is_written: bool) -> Outcome:
    """Run the rewrites until a run leaves the text as it is; that a text rests is a fact about it, and proven once."""
    texts: list[str] = []
    try:
        tree = parse(text)
        require_compilable(tree)
        for _ in range(_MOST_RUNS):
            output = _rewritten(text, tree, passes, assumptions, is_written=is_written or bool(texts))
            key = (digest(output), passes, assumptions)
            if texts and output == text:
                _resting.put(key, True, 1)
                return tuple(texts), None
            texts.append(output)
            if _resting.get(key):
                return tuple(texts), None
            text, tree = output, parse(output)
    except NoCanonicalForm as problem:
        return (), str(problem)
    return (), UNSTABLE


def _rewritten(text: str, tree: ast.Module, passes: tuple[Pass, ...], assumptions: Assumptions, *, is_written: bool) -> str:
    """One run of all rewrites on a text, whose tree is used up."""
    try:
        try:
            return normal_text(_passed(tree, passes), assumptions, text if is_written else None)
        except DoesNotSettle:
            return unparse(_passed(parse(text), passes))
    except (RecursionError, MemoryError):
        raise NoCanonicalForm("nested too deeply to be analysed") from None
    except ValueError as error:
        raise NoCanonicalForm(f"cannot be written in one way: {error}") from None


def _passed(tree: ast.Module, passes: tuple[Pass, ...]) -> ast.Module:
    for step in passes:
        tree = step.rewrite(tree)
    return tree
