"""What can be wrong with the rules of a set beyond its form: ids, kinds, detectors, their parameters, dates."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from engine.documents.document import Document, Place
from engine.documents.schema import value_faults
from engine.domain.contract import Kind
from engine.domain.errors import Fault
from engine.restrictions.registry import detectors

MAX_RULES = 2_000
MAX_FAULTS = 200


def rule_faults(document: Document) -> list[Fault]:
    """Every fault of the rules of a document that has the published form, in reading order, at most 200."""
    value: Any = document.value
    kinds: list[str] = value.get("kinds", ["python"])
    faults = _twice(document, value["rules"])
    for index, rule in enumerate(value["rules"]):
        if len(faults) < MAX_FAULTS:
            faults.extend(_rule_faults(document, rule, ("rules", index), kinds))
    return sorted(faults, key=lambda fault: (fault.line or 0, fault.path))[:MAX_FAULTS]


def _twice(document: Document, rules: list[dict[str, Any]]) -> list[Fault]:
    seen: set[str] = set()
    faults = []
    for index, rule in enumerate(rules):
        if rule["id"] in seen:
            faults.append(document.fault(f"the rule '{rule['id']}' is given twice", ("rules", index, "id")))
        seen.add(rule["id"])
    return faults


def _rule_faults(document: Document, rule: dict[str, Any], place: Place, set_kinds: list[str]) -> Iterator[Fault]:
    foreign = [kind for kind in rule.get("kinds", ()) if kind not in set_kinds]
    if foreign:
        yield document.fault(f"the set is not for {', '.join(foreign)}", (*place, "kinds"))
    for index, waiver in enumerate(rule.get("exceptions", ())):
        if not _is_date(waiver["expires"]):
            yield document.fault(f"'{waiver['expires']}' is not a date", (*place, "exceptions", index, "expires"))
    if "detector" in rule:
        yield from _detector_faults(document, rule, place, rule.get("kinds") or set_kinds)
    elif "parameters" in rule:
        yield document.fault("a rule without detector has no parameters", (*place, "parameters"))


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _detector_faults(document: Document, rule: dict[str, Any], place: Place, kinds: list[str]) -> Iterator[Fault]:
    detector = detectors().get(rule["detector"])
    if detector is None:
        known = ", ".join(detectors())
        yield document.fault(f"there is no detector '{rule['detector']}'; known are {known}", (*place, "detector"))
        return
    wrong = [kind for kind in kinds if Kind(kind) not in detector.kinds]
    if wrong:
        able = ", ".join(sorted(detector.kinds))
        yield document.fault(f"the detector '{detector.name}' decides {able}, not {', '.join(wrong)}", (*place, "detector"))
    parameters = rule.get("parameters", {})
    faults = value_faults(document, detector.schema, parameters, (*place, "parameters"))
    yield from faults
    if not faults and not wrong:
        messages = dict.fromkeys(message for kind in kinds for message in detector.check(parameters, Kind(kind)))
        yield from (document.fault(message, (*place, "parameters")) for message in messages)
