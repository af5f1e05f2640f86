"""A restriction set in its published form, as it is written in files; what `RestrictionLoader` reads back to an equal set."""

from typing import Any

import yaml
from pydantic import TypeAdapter

from engine.domain.contract import Source
from engine.domain.json_value import JsonObject
from engine.domain.restriction import RestrictionSet

_SET = TypeAdapter(RestrictionSet)


def published_form(restriction_set: RestrictionSet) -> JsonObject:
    """The set as a JSON object; what is empty is left out, and so is the source of a user's set."""
    value: dict[str, Any] = _filled(_SET.dump_python(restriction_set, mode="json"))
    value["rules"] = [_rule(rule) for rule in value["rules"]]
    if restriction_set.source is Source.USER:
        value.pop("source")
    return value


def _rule(rule: dict[str, Any]) -> dict[str, Any]:
    result = _filled(rule)
    examples = _filled(rule["examples"])
    exceptions = [_filled(item) for item in rule["exceptions"]]
    return {
        **result,
        **({"parameters": rule["parameters"]} if rule["parameters"] else {}),
        **({"exceptions": exceptions} if exceptions else {}),
        **({"examples": examples} if examples else {}),
    }


def _filled(value: dict[str, Any]) -> dict[str, Any]:
    return {name: item for name, item in value.items() if item not in (None, "", [], {}, {"good": [], "bad": []})}


def as_yaml(restriction_set: RestrictionSet) -> str:
    """The published form as YAML."""
    return yaml.safe_dump(published_form(restriction_set), sort_keys=False, allow_unicode=True, width=110)
