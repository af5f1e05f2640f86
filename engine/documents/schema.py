"""Checking a document against a JSON Schema (draft 2020-12), with every fault at once and in plain words."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from engine.documents.document import Document, Place
from engine.domain.errors import Fault
from engine.domain.json_value import Json


@cache
def _validator(schema_file: Path) -> Draft202012Validator:
    schema: Any = json.loads(schema_file.read_text(encoding="utf-8"))
    return Draft202012Validator(schema)


def schema_faults(document: Document, schema_file: Path, value: Json = None, place: Place = ()) -> list[Fault]:
    """Every fault of a document (or of `value`, the part of it at `place`) against the schema in a file, in reading order."""
    checked = document.value if not place else value
    errors = list(_validator(schema_file).iter_errors(checked))
    faults = [document.fault(_message(error), (*place, *_place(error))) for error in errors]
    return sorted(set(faults), key=lambda fault: (fault.line or 0, fault.path, fault.message))


def _place(error: ValidationError) -> Place:
    place = tuple(error.absolute_path)
    if error.validator == "additionalProperties" and isinstance(error.instance, dict):
        extra = sorted(set(error.instance) - set(error.schema.get("properties", ())))
        return (*place, extra[0])
    return place


def _message(error: ValidationError) -> str:
    if error.validator == "additionalProperties" and isinstance(error.instance, dict):
        known = sorted(error.schema.get("properties", ()))
        extra = sorted(set(error.instance) - set(known))
        return f"unknown key {', '.join(map(repr, extra))}; known are {', '.join(known)}"
    if error.validator == "required":
        return str(error.message).replace(" is a required property", " is missing")
    return str(error.message)[:300]
