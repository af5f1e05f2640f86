"""Trying rules on a pasted output without saving anything."""

from dataclasses import dataclass
from datetime import UTC, datetime

from api.services import Services
from engine.domain.contract import Contract, Kind
from engine.domain.errors import Fault, InvalidInput
from engine.domain.restriction import RestrictionSet
from engine.ports.rule_trials import OutputTrial
from engine.restrictions.merger import RestrictionMerger

MAX_OUTPUT = 200_000


@dataclass(frozen=True, slots=True)
class TriedSet:
    """A set, the kind of output it was tried on, and what it said."""

    restriction_set: RestrictionSet
    kind: Kind
    trial: OutputTrial


async def try_restriction_set(services: Services, restriction_set: RestrictionSet, output: str, kind: Kind) -> TriedSet:
    """Hold an output against a set's rules, with the exceptions that hold today for every contract.

    Raises InvalidInput for a set that is not for this kind and an output that is too long, ToolFailed when it cannot be decided.
    """
    if len(output) > MAX_OUTPUT:
        raise InvalidInput([Fault(f"the output has more than {MAX_OUTPUT} characters", "$.output")], "Paste a part of it.")
    if kind not in restriction_set.kinds:
        fault = Fault(f"the set '{restriction_set.id}' is for {', '.join(restriction_set.kinds)}, not for {kind}", "$.kind")
        raise InvalidInput([fault], "Choose a kind that the set is for.")
    nothing_asked = Contract(id="", version="", kind=kind, title="", prompt="")
    merged = RestrictionMerger.merge(nothing_asked, [restriction_set], datetime.now(UTC).date())
    return TriedSet(restriction_set, kind, await services.rule_trials.try_output(merged.rules, output, kind))
