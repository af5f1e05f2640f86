"""Nondeterminism is found, not averaged: what passed runs again under other hash seeds, and every difference counts."""

import re
from dataclasses import replace
from itertools import zip_longest

from engine.oracle.determinism import have_sets, is_determined
from engine.ports.sandbox import Execution, Limits, Observation, Outcome, Program, Sandbox

OTHER_SEED = (1,)
OTHER_SEEDS_FOR_HASHES = (1, 2, 3)
DIFFERS = "the same call did something else under another hash seed"
_USES_HASHES = re.compile(r"\b(?:set|frozenset|hash|id)\b|\{")


def confirm(sandbox: Sandbox, program: Program, limits: Limits, first: Execution, *, holds_sets: bool | None = None) -> Execution:
    """Run a program again and compare: the first execution when nothing differs, else one whose outcome is `nondeterministic`.

    No other run where the program's text and arguments show that it cannot differ. Else one other hash seed; three where the text has a
    set, a hash or an identity in it, because two strings keep their order under every second seed. A difference takes the place of the
    observation that differs. `holds_sets` says whether an argument has a set in it, for whoever knows that already.
    """
    for seed in _other_seeds(program, holds_sets):
        again = sandbox.run(program, replace(limits, hash_seed=limits.hash_seed + seed))
        if not _same(first, again):
            return _nondeterministic(first, again)
    return first


def _other_seeds(program: Program, holds_sets: bool | None) -> tuple[int, ...]:
    if holds_sets is None:
        holds_sets = have_sets(program.scenarios)
    if not holds_sets and is_determined(program.source):
        return ()
    return OTHER_SEEDS_FOR_HASHES if _USES_HASHES.search(program.source) else OTHER_SEED


def _same(first: Execution, again: Execution) -> bool:
    pairs = zip(first.observations, again.observations, strict=True)
    return first.outcome == again.outcome and all(list(map(_behaviour, a)) == list(map(_behaviour, b)) for a, b in pairs)


def _behaviour(seen: Observation | None) -> tuple[str, str, str] | None:
    return None if seen is None else (seen.outcome.value, seen.value, seen.arguments_after)


def _nondeterministic(first: Execution, again: Execution) -> Execution:
    observations = tuple(
        tuple(
            a if a is not None and _behaviour(a) == _behaviour(b) else Observation(Outcome.NONDETERMINISTIC, "", "", DIFFERS)
            for a, b in zip_longest(*pair)
        )
        for pair in zip(first.observations, again.observations, strict=True)
    )
    return replace(first, outcome=Outcome.NONDETERMINISTIC, observations=observations)
