"""Loading restriction sets: from files, from texts, and by id from where they are kept."""

from pathlib import Path
from typing import Any

from engine.documents.document import Document
from engine.documents.reading import read_document, read_text_document
from engine.documents.schema import schema_faults
from engine.domain.contract import Kind, Source
from engine.domain.errors import Fault, InvalidInput
from engine.domain.job import Scope
from engine.domain.restriction import Examples, RestrictionSet, Rule, Severity, Waiver
from engine.ports.repositories import RestrictionRepository
from engine.restrictions.rule_faults import MAX_RULES, rule_faults

SCHEMA = Path(__file__).with_name("restriction-set.schema.json")
HINT = "The published form is a JSON Schema: `skyt restrictions schema` prints it."


class RestrictionLoader:
    """Reads restriction sets in YAML or JSON, and finds stored ones by id."""

    def __init__(self, repository: RestrictionRepository) -> None:
        """Take where restriction sets are kept."""
        self._repository = repository

    async def load_by_id(self, scope: Scope, set_id: str, version: str | None = None) -> RestrictionSet:
        """One restriction set that the scope may see, the newest version unless one is named. Raises NotFound."""
        return await self._repository.load(scope, set_id, version)

    @staticmethod
    def load_from_file(path: Path) -> RestrictionSet:
        """Load one restriction set. Raises InvalidInput with every fault at once, each with its JSON path and line."""
        return _load(read_document(path))

    @staticmethod
    def load_from_text(text: str, file_name: str = "restrictions.yaml") -> RestrictionSet:
        """Load one restriction set from a text, YAML or JSON by the ending of `file_name`. Raises InvalidInput as above."""
        return _load(read_text_document(text, file_name))


def _load(document: Document) -> RestrictionSet:
    faults = _too_many(document) or [*schema_faults(document, SCHEMA), *rule_faults(document)]
    if faults:
        faults = sorted(dict.fromkeys(faults), key=lambda fault: (fault.line or 0, fault.path))
        raise InvalidInput(faults, HINT)
    assert isinstance(document.value, dict)
    return _restriction_set(document.value)


def _too_many(document: Document) -> list[Fault]:
    """Counting comes first: a set of ten thousand rules is refused before any of them is looked at."""
    rules = document.value.get("rules") if isinstance(document.value, dict) else None
    if isinstance(rules, list) and len(rules) > MAX_RULES:
        return [document.fault(f"the set has {len(rules)} rules, more than {MAX_RULES}; split it", ("rules",))]
    return []


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
        source=Source(value.get("source", Source.USER)),
        languages=tuple(value.get("languages", ())),
    )


def _rule(value: dict[str, Any]) -> Rule:
    examples = value.get("examples", {})
    changed = {
        "severity": Severity(value["severity"]),
        "references": tuple(value.get("references", ())),
        "kinds": tuple(Kind(kind) for kind in value.get("kinds", ())),
        "exceptions": tuple(_waiver(item) for item in value.get("exceptions", ())),
        "examples": Examples(tuple(examples.get("good", ())), tuple(examples.get("bad", ()))),
    }
    return Rule(**{**value, **changed})


def _waiver(value: dict[str, Any]) -> Waiver:
    return Waiver(**{**value, "contracts": tuple(value.get("contracts", ()))})
