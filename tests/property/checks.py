"""The laws of the structural normal form, checked on one program: same behaviour, stable, blind to local names, never crashing."""

import ast
import random
import re
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
    return Assumptions(entry, tuple(TYPES[kind] for kind in kinds)) if is_checked else NO_ASSUMPTIONS


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
    assumptions = assumptions_for(kinds, is_checked=is_checked, entry=entry)
    try:
        after = normal_text(source, assumptions)
        if after is None:
            return Failure("settles", "")
        again = normal_text(after, assumptions)
        other = normal_text(renamed(source, seed), assumptions)
    except (RecursionError, Exception) as error:
        return Failure("no crash", f"{type(error).__name__}: {error}")
    return (
        same_behaviour(source, after, entry, kinds, seed, calls)
        or (None if again == after else Failure("idempotent", f"{after}\n----- again\n{again}"))
        or (None if other == after else Failure("blind to names", f"{after}\n----- renamed\n{other}"))
    )


def same_behaviour(before: str, after: str, entry: str, kinds: list[str], seed: int, calls: int) -> Failure | None:
    """Compare what both programs do on several lists of arguments."""
    for make in argument_makers(kinds, seed, calls):
        expected = observe(before, entry, make)
        found = observe(after, entry, make) if expected is not None else None
        if expected is not None and found is not None and expected != found:
            return Failure("same behaviour", f"{after}\n----- on {make()!r:.300}\nexpected {expected}\nfound    {found}")
    return None
