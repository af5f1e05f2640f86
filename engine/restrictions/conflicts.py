"""Rules of different sets that contradict each other."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, islice
from typing import Any

from engine.domain.errors import Fault
from engine.domain.json_value import canonical_json
from engine.domain.restriction import BoundRule, Rule
from engine.restrictions.registry import detectors

# parameters that are limits or presentation; whatever else two rules share says that they are about the same thing
_LIMITS = ("max", "min", "max_lines", "min_per_function", "max_count")
_WORDS = ("message",)
_POLARITY = "required"
MAX_FAULTS = 200


def rule_conflicts(rules: Sequence[BoundRule], places: Mapping[str, str]) -> list[Fault]:
    """Every pair of rules from two sets that cannot both hold, at most 200.

    These are different limits for the same thing, a lower limit above another's upper one, and one rule requiring what the other forbids.
    `places` says where in the caller's input a set stands; the message does not depend on the order of the sets there.
    """
    groups: dict[bytes, dict[tuple[str, bytes], BoundRule]] = {}
    for bound in rules:
        if bound.rule.detector is not None:
            demand = canonical_json([bool(bound.rule.parameters.get(_POLARITY)), _limits(bound.rule)])
            groups.setdefault(_subject(bound.rule), {}).setdefault((bound.set_id, demand), bound)
    pairs = (pair for group in groups.values() for pair in combinations(group.values(), 2))
    return list(islice((*islice(_contradictions(pairs, places), MAX_FAULTS), *_phrase_conflicts(rules, places)), MAX_FAULTS))


def _contradictions(pairs: Iterator[tuple[BoundRule, BoundRule]], places: Mapping[str, str]) -> Iterator[Fault]:
    for first, other in pairs:
        message = _contradiction(first, other) if other.set_id != first.set_id else None
        if message:
            yield _fault(message, other, first, places)


def _fault(message: str, later: BoundRule, earlier: BoundRule, places: Mapping[str, str]) -> Fault:
    return Fault(message, places.get(later.set_id) or places[earlier.set_id])


def _subject(rule: Rule) -> bytes:
    rest: Any = {name: value for name, value in rule.parameters.items() if name not in (*_LIMITS, *_WORDS, _POLARITY)}
    return canonical_json([rule.detector, rest])


def _limits(rule: Rule) -> dict[str, Any]:
    """The limits that a rule sets, those that its detector assumes among them."""
    detector = detectors().get(rule.detector or "")
    schemas: Any = detector.parameters if detector is not None else {}
    assumed = {name: schema["default"] for name, schema in schemas.items() if name in _LIMITS and "default" in schema}
    return assumed | {name: value for name, value in rule.parameters.items() if name in _LIMITS}


def _contradiction(first: BoundRule, other: BoundRule) -> str | None:
    one, two = _limits(first.rule), _limits(other.rule)
    if bool(first.rule.parameters.get(_POLARITY)) != bool(other.rule.parameters.get(_POLARITY)):
        forbidding = two if first.rule.parameters.get(_POLARITY) else one
        if forbidding.get("max_count"):
            return None
        return f"{_name(first)} and {_name(other)} contradict each other: one requires what the other forbids"
    for name in _LIMITS:
        if name in one and name in two and one[name] != two[name]:
            return f"different limits '{name}' for the same thing: {_name(first)} sets {one[name]} and {_name(other)} sets {two[name]}"
    for lower, upper, low, high in ((first, other, one, two), (other, first, two, one)):
        if "min" in low and "max" in high and low["min"] > high["max"]:
            return f"{_name(lower)} asks for at least {low['min']}, and {_name(upper)} for at most {high['max']} of the same thing"
    return None


def _phrase_conflicts(rules: Sequence[BoundRule], places: Mapping[str, str]) -> list[Fault]:
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
            other = forbidden[phrase]
            faults.append(_fault(f"{_name(bound)} requires '{phrase}', which {_name(other)} forbids", bound, other, places))
    return faults


def _phrases(rule: Rule) -> list[str]:
    phrases: Any = rule.parameters.get("phrases", [])
    return [" ".join(str(phrase).casefold().split()) for phrase in phrases]


def _name(bound: BoundRule) -> str:
    return f"rule '{bound.rule.id}' of '{bound.set_id}'"
