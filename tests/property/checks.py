"""The laws of the structural normal form, checked on one program: same behaviour, stable, blind to local names, never crashing."""

import ast
import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from engine.canonicalization.program import NO_ASSUMPTIONS, Assumptions
from engine.canonicalization.structure import DoesNotSettle, normalize
from tests.property.inputs import TYPES, argument_makers
from tests.property.observation import observe

_LOCAL = re.compile(r"\bloc(\d+)\b")


@dataclass(frozen=True)
class Failure:
    """A broken law: which one, and the evidence."""

    law: str
    evidence: str


def assumptions_for(kinds: list[str], *, is_checked: bool, entry: str = "entry") -> Assumptions:
    """What the contract of a program vouches for."""
    if not is_checked:
        return NO_ASSUMPTIONS
    bounds = tuple(0 if kind == "natural" else None for kind in kinds)
    outside = "return 0" if "natural" in kinds and len(kinds) % 2 else None
    return Assumptions(entry, tuple(TYPES[kind] for kind in kinds), bounds, outside=outside)


def normal_text(source: str, assumptions: Assumptions) -> str | None:
    """The normal form as text; None when the rewrites do not settle."""
    tree = ast.parse(source)
    try:
        tree, _ = normalize(tree, assumptions)
    except DoesNotSettle:
        return None
    return ast.unparse(ast.fix_missing_locations(tree))


def renamed(source: str, seed: int) -> str:
    """The same program with other names for its local variables."""
    numbers = sorted({match[1] for match in _LOCAL.finditer(source)}, key=int)
    shuffled = random.Random(seed).sample(range(len(numbers)), len(numbers))
    prefix = random.Random(seed).choice(["v", "name", "zz"])
    final = {number: f"{prefix}{shuffled[index]}" for index, number in enumerate(numbers)}
    return _LOCAL.sub(lambda match: final[match[1]], source)


def check(source: str, kinds: list[str], *, is_checked: bool, seed: int, entry: str = "entry", calls: int = 8) -> Failure | None:
    """The first broken law, or None."""
    after, failure = check_one(source, assumptions_for(kinds, is_checked=is_checked, entry=entry), seed)
    if after is None:
        return failure
    return same_behaviour(source, after, entry, kinds, seed, calls) or failure


def check_one(source: str, assumptions: Assumptions, seed: int) -> tuple[str | None, Failure | None]:
    """The normal form, and the first broken law that does not need arguments: it settles, once and for all, under any names."""
    try:
        after = normal_text(source, assumptions)
        if after is None:
            return None, Failure("settles", "")
        again = normal_text(after, assumptions)
        other = normal_text(renamed(source, seed), assumptions)
    except Exception as error:  # noqa: BLE001 - whatever is raised is an observation
        return None, Failure("no crash", f"{type(error).__name__}: {error}")
    if again != after:
        return after, Failure("idempotent", f"{after}\n----- again\n{again}")
    return after, None if other == after else Failure("blind to names", f"{after}\n----- renamed\n{other}")


def same_behaviour(before: str, after: str, entry: str, kinds: list[str], seed: int, calls: int) -> Failure | None:
    """Compare what both programs do on several lists of arguments."""
    for make in argument_makers(kinds, seed, calls):
        failure = same_observation(before, after, entry, make)
        if failure is not None:
            return failure
    return None


def same_observation(before: str, after: str, entry: str, make: Callable[[], list[object]]) -> Failure | None:
    """Compare what both programs do on one list of arguments; a program that takes too long says nothing."""
    expected = observe(before, entry, make, seconds=0.25)
    if expected is None:
        return None
    found = observe(after, entry, make, seconds=2)
    if expected == found:
        return None
    return Failure("same behaviour", f"{after}\n----- on {make()!r:.300}\nexpected {expected}\nfound    {found}")
