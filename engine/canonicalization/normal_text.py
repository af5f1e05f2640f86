"""The text of a program's structural normal form, found out once for all programs that differ in names and spelling only."""

import ast

from engine.canonicalization.facts.binding import Bindings, bind
from engine.canonicalization.fingerprint import fingerprint
from engine.canonicalization.memory import Memory
from engine.canonicalization.parsing import NoCanonicalForm, parse, unparse
from engine.canonicalization.program import Assumptions
from engine.canonicalization.structure import DoesNotSettle, Trace, normalize_bound
from engine.canonicalization.trees import are_alike

FAILED = "a defect of Skyt: a rewrite failed with {name}"
_ROOM = 8_000_000
_texts: Memory[tuple[str | None]] = Memory(_ROOM)


def normal_text(tree: ast.Module, assumptions: Assumptions, written: str | None = None) -> str:
    """The text of the structural normal form; the tree is used up.

    `written` is the text that the tree was parsed from, if Python's own writer wrote that. Raises DoesNotSettle, and NoCanonicalForm
    where the form cannot be written.
    """
    bindings = bound(tree)
    if bindings is None:
        return unparse(tree)
    key = (fingerprint(tree, bindings), assumptions)
    known = _texts.get(key)
    if known is None:
        known = (_found_out(tree, bindings, assumptions, written),)
        _texts.put(key, known, len(known[0] or ""))
    if known[0] is None:
        raise DoesNotSettle
    return known[0]


def bound(tree: ast.Module) -> Bindings | None:
    """Give variables unique names; None if the program may read names. Raises DoesNotSettle for code nested too deeply."""
    try:
        return bind(tree)
    except RecursionError as error:
        raise DoesNotSettle from error


def normalized(tree: ast.Module, bindings: Bindings, assumptions: Assumptions, trace: Trace | None = None) -> list[str]:
    """Bring a program with unique names into its normal form, in place; answers with the names of the rewrites that changed something.

    A rewrite that fails is Skyt's defect, and must not end anybody's job: that is raised as NoCanonicalForm.
    """
    try:
        return normalize_bound(tree, bindings, assumptions, trace)
    except (DoesNotSettle, NoCanonicalForm, RecursionError):
        raise
    except Exception as error:
        raise NoCanonicalForm(FAILED.format(name=type(error).__name__)) from error


def _found_out(tree: ast.Module, bindings: Bindings, assumptions: Assumptions, written: str | None) -> str | None:
    try:
        normalized(tree, bindings, assumptions)
    except DoesNotSettle:
        return None
    is_at_rest = written is not None and are_alike(tree, parse(written))
    return written if is_at_rest else unparse(tree)
