"""Loading a restriction set from a file."""

from pathlib import Path
from typing import Any

from engine.documents.document import Document
from engine.documents.reading import read_document
from engine.documents.schema import schema_faults
from engine.domain.contract import Kind
from engine.domain.errors import Fault, InvalidInput
from engine.domain.restriction import RestrictionSet, Rule, Severity
from engine.restrictions.registry import DETECTORS

SCHEMA = Path(__file__).with_name("restriction-set.schema.json")
HINT = "The published form is engine/restrictions/restriction-set.schema.json."


class RestrictionLoader:
    """Reads restriction sets in YAML or JSON."""

    @staticmethod
    def load_from_file(path: Path) -> RestrictionSet:
        """Load one restriction set. Raises InvalidInput with every fault at once, each with its JSON path and line."""
        document = read_document(path)
        faults = schema_faults(document, SCHEMA)
        if not faults:
            faults = [*_duplicate_rules(document), *_unknown_detectors(document)]
        if faults:
            raise InvalidInput(faults, HINT)
        assert isinstance(document.value, dict)
        return _restriction_set(document.value)


def _rules(document: Document) -> list[dict[str, Any]]:
    value: Any = document.value
    rules: list[dict[str, Any]] = value["rules"]
    return rules


def _duplicate_rules(document: Document) -> list[Fault]:
    ids = [rule["id"] for rule in _rules(document)]
    return [
        document.fault(f"the rule '{name}' is given twice", ("rules", index, "id")) for index, name in enumerate(ids) if name in ids[:index]
    ]


def _unknown_detectors(document: Document) -> list[Fault]:
    known = ", ".join(sorted(DETECTORS))
    return [
        document.fault(f"there is no detector '{rule['detector']}'; known are {known}", ("rules", index, "detector"))
        for index, rule in enumerate(_rules(document))
        if rule.get("detector") not in {None, *DETECTORS}
    ]


def _restriction_set(value: dict[str, Any]) -> RestrictionSet:
    return RestrictionSet(
        id=value["id"],
        version=value["version"],
        title=value["title"],
        description=value["description"],
        rules=tuple(_rule(rule) for rule in value["rules"]),
        kinds=tuple(Kind(kind) for kind in value.get("kinds", ["python"])),
        authority=value.get("authority"),
        reference=value.get("reference"),
    )


def _rule(value: dict[str, Any]) -> Rule:
    changed = {"severity": Severity(value["severity"]), "references": tuple(value.get("references", ()))}
    return Rule(**{**value, **changed})
