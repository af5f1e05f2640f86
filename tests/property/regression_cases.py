"""Programs that once came out wrong, or that were written to make a rewrite fail, with the arguments that show it."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

from engine.canonicalization.program import NO_ASSUMPTIONS, Assumptions
from tests.property.checks import Failure, check_one, same_observation
from tests.property.inputs import TYPES, argument_makers

FOLDER = Path(__file__).parents[1] / "cases" / "regressions"


@dataclass(frozen=True)
class Case:
    """One file: the law, the kinds of the parameters, arguments, and the program."""

    name: str
    law: str
    kinds: tuple[str, ...]
    inputs: tuple[tuple[object, ...], ...]
    source: str


def cases() -> Iterator[Case]:
    """All files, by name."""
    for path in sorted(FOLDER.glob("*.py")):
        text = path.read_text()
        law, kinds, inputs = (line.split(":", 1)[1].strip() for line in text.splitlines()[:3])
        values = tuple(tuple(item) for item in eval(inputs, {"float": float}))
        yield Case(path.stem, law, tuple(kinds.split()), values, text)


def broken_law(case: Case) -> Failure | None:
    """Check a case with nothing assumed, and with its parameters' kinds where they say something."""
    failure = _check(case, NO_ASSUMPTIONS)
    if failure is None and "any" not in case.kinds:
        types = tuple(TYPES[kind] for kind in case.kinds)
        bounds = tuple(0 if kind == "natural" else None for kind in case.kinds)
        failure = _check(case, Assumptions("entry", types, bounds))
        if failure is None and "natural" in case.kinds:
            failure = _check(case, Assumptions("entry", types, bounds, outside="return 0"))
    return failure


def _check(case: Case, assumptions: Assumptions) -> Failure | None:
    after, failure = check_one(case.source, assumptions, seed=1)
    if after is None or failure is not None:
        return failure
    for make in _makers(case):
        found = same_observation(case.source, after, "entry", make)
        if found is not None:
            return found
    return None


def _makers(case: Case) -> list[Callable[[], list[object]]]:
    written = [(lambda values=values: deepcopy(list(values))) for values in case.inputs]
    return written + (argument_makers(list(case.kinds), 7, 40) if "any" in case.kinds else [])
