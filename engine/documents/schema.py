"""Checking a document against a JSON Schema (draft 2020-12), with every fault at once and in plain words."""

import json
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.documents.document import Document, Place
from engine.domain.errors import Fault
from engine.domain.json_value import Json, JsonObject

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

MAX_FAULTS = 200


@cache
def _validator(schema_file: Path) -> "Draft202012Validator":
    schema: Any = json.loads(schema_file.read_text(encoding="utf-8"))
    return _validator_of(schema)


def _validator_of(schema: JsonObject) -> "Draft202012Validator":
    # Loaded by the first document that is checked: it takes 3 MB, which an API process that checks none should not pay.
    from jsonschema import Draft202012Validator  # noqa: PLC0415

    return Draft202012Validator(schema)


def schema_faults(document: Document, schema_file: Path, value: Json = None, place: Place = ()) -> list[Fault]:
    """Every fault of a document (or of `value`, the part of it at `place`) against the schema in a file, in reading order."""
    return _faults(document, _validator(schema_file), document.value if not place else value, place)


def value_faults(document: Document, schema: JsonObject, value: Json, place: Place) -> list[Fault]:
    """Every fault of `value`, the part of a document at `place`, against a schema; one that Skyt made itself."""
    return _faults(document, _validator_of(schema), value, place)


def _faults(document: Document, validator: "Draft202012Validator", checked: Json, place: Place) -> list[Fault]:
    errors = [_relevant(error) for error in islice(validator.iter_errors(checked), MAX_FAULTS)]
    faults = [document.fault(_message(error), (*place, *_place(error))) for error in errors]
    return sorted(set(faults), key=lambda fault: (fault.line or 0, fault.path, fault.message))


def _relevant(error: "ValidationError") -> "ValidationError":
    """Of a choice that nothing fits, the error of the branch that came furthest."""
    while error.validator in ("anyOf", "oneOf") and error.context and not _alternatives(error):
        error = max(error.context, key=lambda part: len(part.absolute_path))
    return error


def _place(error: "ValidationError") -> Place:
    place = tuple(error.absolute_path)
    if error.validator == "additionalProperties" and isinstance(error.instance, dict):
        return (*place, _extra_keys(error)[0])
    return place


def _message(error: "ValidationError") -> str:
    say = _WORDS.get(str(error.validator))
    return (say(error) if say is not None else None) or str(error.message)[:300]


def _unknown_keys(error: "ValidationError") -> str | None:
    if not isinstance(error.instance, dict):
        return None
    extra, known = _extra_keys(error), _known_keys(error)
    return f"unknown key {', '.join(map(repr, extra))}{did_you_mean(extra[0], known)}; known are {', '.join(known)}"


def _choice(error: "ValidationError") -> str | None:
    names = _alternatives(error)
    if not names:
        return None
    needed = " or ".join(map(repr, names))
    if error.validator == "anyOf":
        return f"one of {needed} is needed"
    are_there = isinstance(error.instance, dict) and error.instance.keys() >= set(names)
    return f"exactly one of {needed} is needed{', not both' if are_there else ''}"


def _excluded(error: "ValidationError") -> str:
    forbidden: Any = error.validator_value
    return "these keys exclude each other: " + ", ".join(forbidden.get("required", ()))


def _missing(error: "ValidationError") -> str:
    return str(error.message).replace(" is a required property", " is missing")


def _wrong_form(error: "ValidationError") -> str | None:
    """What a text must look like, where the schema says it in words."""
    words = error.schema.get("description") if isinstance(error.schema, dict) else None
    return f"{str(error.instance)[:100]!r} does not have the right form: {words}" if words else None


_TYPES = {
    "string": "a text",
    "array": "a list",
    "object": "a mapping of keys to values",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "nothing",
}


def _wrong_type(error: "ValidationError") -> str:
    if error.validator_value == "string" and isinstance(error.instance, bool | int | float):
        return f"{error.instance!r} is not a text; put it in quotes"
    names: Any = error.validator_value
    needed = " or ".join(_TYPES[name] for name in ([names] if isinstance(names, str) else names))
    return f"{_spoken(error.instance)} stands where {needed} is needed"


def _spoken(value: object) -> str:
    """A value of a document as its writer would name it."""
    if isinstance(value, dict | list):
        return _TYPES["object" if isinstance(value, dict) else "array"]
    return "nothing" if value is None else json.dumps(value, ensure_ascii=False)[:100]


def _empty(error: "ValidationError") -> str | None:
    return "at least one is needed" if error.validator_value == 1 else None


_WORDS: dict[str, Callable[["ValidationError"], str | None]] = {
    "additionalProperties": _unknown_keys,
    "anyOf": _choice,
    "oneOf": _choice,
    "not": _excluded,
    "required": _missing,
    "pattern": _wrong_form,
    "type": _wrong_type,
    "minItems": _empty,
}


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """What follows an unknown word in a message: a question, or nothing when no known word is close to it."""
    close = get_close_matches(word, list(known), n=1)
    return f" (did you mean '{close[0]}'?)" if close else ""


def _known_keys(error: "ValidationError") -> list[str]:
    return sorted(error.schema.get("properties", ())) if isinstance(error.schema, dict) else []


def _extra_keys(error: "ValidationError") -> list[str]:
    return sorted(key for key in error.instance if key not in _known_keys(error)) if isinstance(error.instance, dict) else []


def _alternatives(error: "ValidationError") -> list[str]:
    """The keys of which a choice needs one, if the choice is only about which key is there."""
    choices: Any = error.validator_value
    branches = [branch.get("required") for branch in choices]
    return [names[0] for names in branches] if all(names and len(names) == 1 for names in branches) else []
