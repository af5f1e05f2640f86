"""The text of a program's structural normal form, found out once for all programs that differ in names and spelling only."""

import ast
from collections.abc import Callable
from dataclasses import dataclass

from engine.canonicalization.facts.binding import Bindings, bind
from engine.canonicalization.fingerprint import Fingerprint, fingerprint
from engine.canonicalization.memory import Memory
from engine.canonicalization.parsing import NoCanonicalForm, parse, unparse, write
from engine.canonicalization.program import Assumptions
from engine.canonicalization.steps import StepLog
from engine.canonicalization.structure import DoesNotSettle, Trace, normalize_bound
from engine.canonicalization.trees import are_alike
from engine.domain.run import RescueStep

FAILED = "a defect of Skyt: a rewrite failed with {name}"
_ROOM, _ENTRY = 8_000_000, 300


@dataclass(frozen=True, slots=True)
class Followed:
    """The steps of one structural normalization between its first and its last text; `has_changed` beyond names."""

    first: str
    last: str
    steps: tuple[RescueStep, ...]
    has_changed: bool


_texts: Memory[tuple[str | None]] = Memory(_ROOM)
_followed: Memory[Followed] = Memory(_ROOM)


UNIQUE_STEP = "unique_names"
NAMES_STEP = "local_names"


def normal_text(tree: ast.Module, assumptions: Assumptions, written: str | None = None, log: StepLog | None = None) -> str:
    """The text of the structural normal form; the tree is used up.

    `written` is the text that the tree was parsed from, if Python's own writer wrote that; the steps go into the `log`, which is broken
    where they are not at hand. Raises DoesNotSettle, and NoCanonicalForm where the form cannot be written.
    """
    bindings = bound(tree)
    if bindings is None:
        return unparse(tree)
    print_ = _fingerprint(tree, bindings, assumptions)
    key = (print_.key, assumptions)
    known = _texts.get(key)
    if known is None:
        follower = _Follower(tree) if log is not None else None
        known, rest = _found_out(tree, bindings, assumptions, written, follower)
        _remember(key, known)
        if rest is not None:
            _remember((rest, assumptions), known)
        if follower is not None and known[0] is not None:
            follower.remember((print_, assumptions), known[0])
    if known[0] is None:
        raise DoesNotSettle
    if log is not None and log.text != known[0]:
        _follow(log, _followed.get((print_, assumptions)))
    return known[0]


def _follow(log: StepLog, found: Followed | None) -> None:
    if found is None:
        log.is_broken = True
        return
    if found.has_changed:
        log.note(UNIQUE_STEP, found.first)
        log.extend(found.steps, found.last)
    log.note(NAMES_STEP, found.last)


def follow(tree: ast.Module, assumptions: Assumptions, log: StepLog) -> None:
    """Note the steps of the structural normalization; the tree is used up.

    Raises DoesNotSettle, and what writing a tree raises, where a text in between cannot be written.
    """
    bindings = bound(tree)
    if bindings is not None:
        _follow(log, _found_steps(tree, bindings, assumptions))


def _found_steps(tree: ast.Module, bindings: Bindings, assumptions: Assumptions) -> Followed:
    key = (_fingerprint(tree, bindings, assumptions), assumptions)  # with the unique names, which the texts in between show
    known = _followed.get(key)
    if known is None:
        follower = _Follower(tree)
        _normalize(tree, bindings, assumptions, follower.note)
        known = follower.remember(key, write(tree))
    if known is None:
        raise NoCanonicalForm(FAILED.format(name="a text in between"))
    return known


def _fingerprint(tree: ast.Module, bindings: Bindings, assumptions: Assumptions) -> Fingerprint:
    return fingerprint(tree, bindings, has_positional_callers=assumptions.entry_point is not None)


def bound(tree: ast.Module) -> Bindings | None:
    """Give variables unique names; None if the program may read names. Raises DoesNotSettle for code nested too deeply."""
    try:
        return bind(tree)
    except RecursionError as error:
        raise DoesNotSettle from error


class _Follower:
    """Writes the text after each step of a normalization; one text that cannot be written ends it, and not the normalization."""

    def __init__(self, tree: ast.Module) -> None:
        self.first, self.log, self.has_changed = "", StepLog(""), False
        self.is_able = True
        self._guarded(lambda: self._start(write(tree)))

    def _start(self, text: str) -> None:
        self.first, self.log = text, StepLog(text)

    def note(self, name: str, tree: ast.Module) -> None:
        self.has_changed = True
        self._guarded(lambda: self.log.note(name, write(tree)))

    @property
    def last(self) -> str | None:
        """The text of the tree as it is at the end of a normalization that changed something, None where it is not known."""
        return self.log.text if self.is_able and self.has_changed else None

    def _guarded(self, work: Callable[[], None]) -> None:
        try:
            if self.is_able:
                work()
        except (RecursionError, MemoryError, ValueError):
            self.is_able = False

    def remember(self, key: object, last: str) -> Followed | None:
        """Keep what was followed to the last text; None where that was not possible."""
        if not self.is_able:
            return None
        found = Followed(self.first, last, tuple(self.log.steps), self.has_changed)
        _followed.put(key, found, len(self.first) + len(last) + sum(len(step.diff) + _ENTRY for step in found.steps) + _ENTRY)
        return found


def _remember(key: tuple[bytes, Assumptions], known: tuple[str | None]) -> None:
    _texts.put(key, known, len(known[0] or "") + _ENTRY)


def _normalize(tree: ast.Module, bindings: Bindings, assumptions: Assumptions, trace: Trace | None) -> bytes | None:
    """Bring a program with unique names into its normal form, in place.

    Answers with the key of the normal form, if that is known to be one. A rewrite that fails is Skyt's defect, and must not end anybody's
    job: that is raised as NoCanonicalForm.
    """
    try:
        return normalize_bound(tree, bindings, assumptions, trace).rest
    except (DoesNotSettle, NoCanonicalForm, RecursionError):
        raise
    except Exception as error:
        raise NoCanonicalForm(FAILED.format(name=type(error).__name__)) from error


def _found_out(
    tree: ast.Module, bindings: Bindings, assumptions: Assumptions, written: str | None, follower: _Follower | None
) -> tuple[tuple[str | None], bytes | None]:
    """The text, or None where the rewrites do not settle; and the key of the normal form, if it is known to rest."""
    try:
        rest = _normalize(tree, bindings, assumptions, follower.note if follower is not None else None)
    except DoesNotSettle:
        return (None,), None
    is_at_rest = written is not None and are_alike(tree, parse(written))
    return (written if is_at_rest else unparse(tree, follower.last if follower is not None else None),), rest
