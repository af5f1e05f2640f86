"""The canonicalizer: text to tree, the passes in their order, tree to text, and the proof that a second run changes nothing."""

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from engine.canonicalization.fences import extract_code
from engine.canonicalization.memory import Memory, digest
from engine.canonicalization.normal_text import normal_text
from engine.canonicalization.parsing import NoCanonicalForm, compiled, parse, unparse
from engine.canonicalization.passes.annotations import Annotations
from engine.canonicalization.passes.docstrings import Docstrings
from engine.canonicalization.passes.layout import Layout
from engine.canonicalization.program import NO_ASSUMPTIONS, Assumptions
from engine.canonicalization.rewrite import CanonicalForm, Pass
from engine.canonicalization.steps import StepLog
from engine.canonicalization.trail import passed, remember, steps_along
from engine.canonicalization.traversal import DoesNotSettle

SYNTACTIC_PASSES: tuple[Pass, ...] = (Layout(), Docstrings(), Annotations())
UNSTABLE = "a defect of Skyt: the canonical form goes on changing under further runs"
_MOST_RUNS = 5
_ROOM, _ENTRY = 8_000_000, 300

Outcome = tuple[tuple[str, ...], str | None]


@dataclass(frozen=True, slots=True)
class _Recipe:
    """What is done to a text: the passes, and what structural rewrites may rely on."""

    passes: tuple[Pass, ...]
    assumptions: Assumptions


_outcomes: Memory[Outcome] = Memory(_ROOM)
_resting: Memory[bool] = Memory(20_000)


def canonicalize(
    raw_output: str, entry_point: str | None = None, passes: Sequence[Pass] = SYNTACTIC_PASSES, *, with_steps: bool = False
) -> CanonicalForm:
    """Make the canonical form of a Python answer, sound for every caller; never raises, whatever the text is.

    The form parses and is stable: it is run through the rewrites until they leave it as it is. `entry_point` chooses among several
    fenced blocks; `with_steps` says that the steps will be read, which saves finding them out later.
    """
    source = extract_code(raw_output, entry_point)
    recipe = _Recipe(tuple(passes), NO_ASSUMPTIONS)
    outcome = _outcome(source, recipe, is_written=False, with_steps=with_steps)
    return _form(source, outcome, recipe, (raw_output, source))


def canonicalize_checked(form: CanonicalForm, assumptions: Assumptions, *, with_steps: bool = False) -> CanonicalForm:
    """Take a canonical form further, to what is equal under the assumptions of a contract; never raises.

    Equal canonical forms give equal checked forms. The steps are those from the canonical form on.
    """
    if form.output is None:
        return form
    recipe = _Recipe((), assumptions)
    outcome = _outcome(form.output, recipe, is_written=True, with_steps=with_steps)
    return _form(form.source, outcome, recipe, (form.output, form.output))


def _form(source: str, outcome: Outcome, recipe: _Recipe, start: tuple[str, str]) -> CanonicalForm:
    texts, problem = outcome
    if problem is not None:
        return CanonicalForm(source, None, problem=problem)
    before, first = start
    return CanonicalForm(source, texts[-1], partial(steps_along, before, (first, *texts), recipe.passes, recipe.assumptions))


def _outcome(text: str, recipe: _Recipe, *, is_written: bool, with_steps: bool) -> Outcome:
    """The texts after each run of the rewrites until they rest, or why there is no form: found out once for each text.

    `is_written` says that Python's own writer wrote the text.
    """
    key = (digest(text), recipe, is_written)
    known = _outcomes.get(key)
    if known is None:
        known = _settled(text, recipe, is_written=is_written, with_steps=with_steps)
        _outcomes.put(key, known, sum(map(len, known[0])) + len(known[1] or "") + _ENTRY)
    return known


def _settled(text: str, recipe: _Recipe, *, is_written: bool, with_steps: bool) -> Outcome:
    """Run the rewrites until a run leaves the text as it is; that a text rests is a fact about it, and proven once."""
    texts: list[str] = []
    try:
        tree = parse(text)
        compiled(tree)
        for _ in range(_MOST_RUNS):
            is_first = not texts
            output = _rewritten(text, tree, recipe, is_written=is_written or not is_first, with_steps=with_steps and is_first)
            key = (digest(output), recipe)
            if not is_first and output == text:
                _resting.put(key, True, 1)
                return tuple(texts), None
            texts.append(output)
            if _resting.get(key):
                return tuple(texts), None
            text, tree = output, parse(output)
    except NoCanonicalForm as problem:
        return (), str(problem)
    return (), UNSTABLE


def _rewritten(text: str, tree: ast.Module, recipe: _Recipe, *, is_written: bool, with_steps: bool) -> str:
    """One run of all rewrites on a text, whose tree is used up."""
    try:
        try:
            return _written(text, tree, recipe, is_written=is_written, log=StepLog(text) if with_steps else None)
        except DoesNotSettle:
            return unparse(passed(parse(text), recipe.passes))
    except (RecursionError, MemoryError):
        raise NoCanonicalForm("nested too deeply to be analysed") from None
    except ValueError as error:
        raise NoCanonicalForm(f"cannot be written in one way: {error}") from None


def _written(text: str, tree: ast.Module, recipe: _Recipe, *, is_written: bool, log: StepLog | None) -> str:
    tree = passed(tree, recipe.passes, log)
    output = normal_text(tree, recipe.assumptions, text if is_written else None, log)
    if log is not None and not log.is_broken:
        remember(text, recipe.passes, recipe.assumptions, log)
    return output
