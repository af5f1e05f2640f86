"""Rules of different sets that contradict each other."""

from collections.abc import Mapping, Sequence
from typing import Any

from engine.domain.errors import Fault
from engine.domain.json_value import canonical_json
from engine.domain.restriction import BoundRule, Rule

# parameters that are limits or presentation; whatever else two rules share says that they are about the same thing
_LIMITS = ("max", "min", "max_lines", "min_per_function", "max_count")
_WORDS = ("message",)
_POLARITY = "required"


def rule_conflicts(rules: Sequence[BoundRule], positions: Mapping[str, int]) -> list[Fault]:
    """Every pair of rules from two sets that cannot both hold.

    These are different limits for the same thing, and one rule requiring what the other forbids. `positions` says where in the caller's
    list a set stands; the message does not depend on that order.
    """
    faults: list[Fault] = []
    groups: dict[bytes, list[BoundRule]] = {}
    for bound in rules:
        if bound.rule.detector is not None:
            groups.setdefault(_subject(bound.rule), []).append(bound)
    for group in groups.values():
        first = group[0]
        for other in group[1:]:
            message = _contradiction(first, other) if other.set_id != first.set_id else None
            if message:
                faults.append(Fault(message, f"$.restriction_sets[{positions[other.set_id]}]"))
    return faults + _phrase_conflicts(rules, positions)


def _subject(rule: Rule) -> bytes:
    rest: Any = {name: value for name, value in rule.parameters.items() if name not in (*_LIMITS, *_WORDS, _POLARITY)}
    return canonical_json([rule.detector, rest])


def _contradiction(first: BoundRule, other: BoundRule) -> str | None:
    one, two = first.rule.parameters, other.rule.parameters
    if bool(one.get(_POLARITY)) != bool(two.get(_POLARITY)):
        return f"{_name(first)} and {_name(other)} contradict each other: one requires what the other forbids"
    limits = [name for name in _LIMITS if one.get(name) != two.get(name)]
    if limits:
        values = " and ".join(f"{_name(bound)} sets {bound.rule.parameters.get(limits[0], 'none')}" for bound in (first, other))
        return f"different limits '{limits[0]}' for the same thing: {values}"
    return None


def _phrase_conflicts(rules: Sequence[BoundRule], positions: Mapping[str, int]) -> list[Fault]:
    """Phrases that one set requires and another forbids, though their lists differ as a whole."""
    listed = [bound for bound in rules if bound.rule.detector == "phrases"]
    forbidden: dict[str, BoundRule] = {}
    for bound in listed:
        if not bound.rule.parameters.get(_POLARITY):
            forbidden.update(dict.fromkeys(_phrases(bound.rule), bound))
    faults = []
    for bound in listed:
        wanted = _phrases(bound.rule) if bound.rule.parameters.get(_POLARITY) else []
        clashes = [phrase for phrase in wanted if phrase in forbidden and _phrases(forbidden[phrase].rule) != wanted]
        is_needed = bound.rule.parameters.get("all") or len(clashes) == len(wanted)
        for phrase in clashes if is_needed else []:
            message = f"{_name(bound)} requires '{phrase}', which {_name(forbidden[phrase])} forbids"
            faults.append(Fault(message, f"$.restriction_sets[{positions[bound.set_id]}]"))
    return faults


def _phrases(rule: Rule) -> list[str]:
    phrases: Any = rule.parameters.get("phrases", [])
    return [" ".join(str(phrase).casefold().split()) for phrase in phrases]


def _name(bound: BoundRule) -> str:
    return f"rule '{bound.rule.id}' of '{bound.set_id}'"
