"""What an output did on every input of a plan, ready to be compared with what another did."""

from collections import deque
from dataclasses import dataclass

from engine.domain.json_value import content_hash, text_hash
from engine.oracle.reading import describe
from engine.ports.sandbox import Execution, Observation, Outcome

UNLOADED = "unloaded:"
MAX_SEEN = 160
EXHAUSTED = frozenset({Outcome.TIMEOUT, Outcome.MEMORY, Outcome.BLOCKED, Outcome.CRASHED})
_STACK = "RecursionError"
Given = tuple[tuple[str, ...], ...]
_recent: "deque[tuple[object, str | None, range, Behaviour]]" = deque(maxlen=16)


@dataclass(frozen=True, slots=True)
class Behaviour:
    """One digest for each scenario, equal exactly when the observations are; None where nothing can be compared.

    Whether and when time, memory or stack run out depends on the machine: such scenarios, and those that were not reached, are
    incomparable: neither the same nor different. `seen` says for each scenario in words what happened; `after` holds for each of its calls
    the encoded arguments as it left them, nothing where it left them as they were.
    """

    digests: tuple[str | None, ...]
    seen: tuple[str, ...]
    problem: str | None = None
    after: tuple[tuple[str, ...], ...] = ()

    @property
    def incomplete(self) -> int:
        """How many scenarios are incomparable."""
        return self.digests.count(None)

    def signature(self, form_hash: str) -> str:
        """A hash that is equal exactly when two behaviours are, incomparable scenarios included.

        What does not load has no behaviour to compare. It behaves as what is the same program: its signature is the hash of its form,
        marked apart.
        """
        return UNLOADED + form_hash if self.problem is not None else content_hash(list(self.digests))


def behaviour_of(execution: Execution, left_out: range = range(0), given: Given = ()) -> Behaviour:
    """Everything of an execution that counts as behaviour: outcome, encoded value or exception type, arguments afterwards; no messages.

    The scenarios at the positions `left_out` are no part of it; `given` has the encoded arguments of each call of the others. The last
    few answers are remembered by the identity of the observations, which programs that behave alike share.
    """
    for observations, problem, places, known in tuple(_recent):
        if observations is execution.observations and (problem, places) == (execution.problem, left_out):
            return known
    found = _found(execution, left_out, given)
    _recent.append((execution.observations, execution.problem, left_out, found))
    return found


def _found(execution: Execution, left_out: range, given: Given) -> Behaviour:
    scenarios = [seen for place, seen in enumerate(execution.observations) if place not in left_out]
    after = tuple(tuple(map(_left, seen, before)) for seen, before in zip(scenarios, given, strict=False))
    return Behaviour(tuple(map(_digest, scenarios)), tuple(map(_seen, scenarios)), execution.problem, after)


def _left(seen: Observation, before: str) -> str:
    return "" if seen.arguments_after == before else seen.arguments_after


def differing(first: Behaviour, second: Behaviour) -> list[int]:
    """The positions of the scenarios that both finished and on which they differ."""
    pairs = zip(first.digests, second.digests, strict=True)
    return [place for place, (one, other) in enumerate(pairs) if one is not None and other is not None and one != other]


def comparable(first: Behaviour, second: Behaviour) -> int:
    """How many scenarios both finished."""
    return sum(one is not None and other is not None for one, other in zip(first.digests, second.digests, strict=True))


def _is_exhausted(scenario: tuple[Observation, ...]) -> bool:
    last = scenario[-1] if scenario else None
    return last is None or last.outcome in EXHAUSTED or (last.outcome is Outcome.RAISED and last.value == _STACK)


def _digest(scenario: tuple[Observation, ...]) -> str | None:
    if _is_exhausted(scenario):
        return None
    parts = (part for seen in scenario for part in (seen.outcome.value, seen.value, seen.arguments_after))
    return text_hash("\0".join(parts))[:24]


def _seen(scenario: tuple[Observation, ...]) -> str:
    """What a scenario came to: a function's result, or an object's last answers; exceptions by their type."""
    if not scenario:
        return "not reached"
    text = ", ".join(map(_brief, scenario[1:] if len(scenario) > 1 else scenario))
    return text if len(text) <= MAX_SEEN else "…" + text[-(MAX_SEEN - 1) :]


def _brief(seen: Observation) -> str:
    return seen.value if seen.outcome is Outcome.RAISED else describe(seen)[:MAX_SEEN]
