"""What can be wrong with the rules of a set beyond its form: ids, kinds, detectors, their parameters, dates."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from engine.documents.document import Document, Place
from engine.documents.schema import did_you_mean, value_faults
from engine.domain.contract import Kind
from engine.domain.errors import Fault
from engine.domain.json_value import Json
from engine.restrictions.registry import detectors

MAX_RULES = 2_000
MAX_FAULTS = 200


def rule_faults(document: Document) -> list[Fault]:
    """Every fault of the rules of a document, in reading order, at most 200; what does not have the published form is passed over."""
    value: Any = document.value if isinstance(document.value, dict) else {}
    kinds = _kinds(value.get("kinds", ["python"]))
    rules = [(("rules", index), rule) for index, rule in enumerate(_list(value.get("rules"))) if isinstance(rule, dict)]
    faults = _twice(document, rules)
    for place, rule in rules:
        if len(faults) < MAX_FAULTS:
            faults.extend(_rule_faults(document, rule, place, kinds))
    return sorted(faults, key=lambda fault: (fault.line or 0, fault.path))[:MAX_FAULTS]


def _twice(document: Document, rules: Sequence[tuple[Place, dict[str, Any]]]) -> list[Fault]:
    seen: set[str] = set()
    faults = []
    for place, rule in rules:
        name = rule.get("id")
        if isinstance(name, str) and name in seen:
            faults.append(document.fault(f"the rule '{name}' is given twice", (*place, "id")))
        seen.add(str(name))
    return faults


def _list(value: Json) -> list[Any]:
    return value if isinstance(value, list) else []


def _kinds(value: Json) -> list[str]:
    return [kind for kind in _list(value) if kind in [*Kind]]


def _rule_faults(document: Document, rule: dict[str, Any], place: Place, set_kinds: list[str]) -> Iterator[Fault]:
    kinds = _kinds(rule.get("kinds"))
    foreign = [kind for kind in kinds if kind not in set_kinds]
    if foreign:
        yield document.fault(f"the set is not for {', '.join(foreign)}", (*place, "kinds"))
    for index, waiver in enumerate(_list(rule.get("exceptions"))):
        expires = waiver.get("expires") if isinstance(waiver, dict) else None
        if isinstance(expires, str) and not _is_date(expires):
            yield document.fault(f"'{expires}' is not a date", (*place, "exceptions", index, "expires"))
    if isinstance(rule.get("detector"), str) and isinstance(rule.get("parameters", {}), dict):
        yield from _detector_faults(document, rule, place, kinds or set_kinds)
    elif "parameters" in rule and "detector" not in rule:
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
        help_text = did_you_mean(rule["detector"], detectors()) or f"; known are {', '.join(detectors())}"
        yield document.fault(f"there is no detector '{rule['detector']}'{help_text}", (*place, "detector"))
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
