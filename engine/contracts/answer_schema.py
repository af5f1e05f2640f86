"""Checking the JSON Schema that a contract gives for its answers."""

from collections.abc import Iterator
from typing import Any

from engine.documents.document import Document, Place
from engine.domain.errors import Fault
from engine.domain.json_value import Json


def answer_schema_faults(document: Document, contract: dict[str, Json]) -> list[Fault]:
    """What is wrong with `schema`: it is no schema of draft 2020-12, or refers to something outside of itself."""
    if "schema" not in contract:
        return []
    # It takes 2 MB, which the API should not pay for the few contracts that have a schema.
    from jsonschema import Draft202012Validator  # noqa: PLC0415
    from jsonschema.exceptions import SchemaError  # noqa: PLC0415

    schema: Any = contract["schema"]
    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        return [document.fault(f"not a JSON Schema: {error.message[:300]}", ("schema", *error.absolute_path))]
    return [document.fault(f"the reference '{target}' leads out of the schema", place) for place, target in _outside(schema, ("schema",))]


def _outside(value: Json, place: Place) -> Iterator[tuple[Place, str]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in items:
        here = (*place, key)
        if key in ("$ref", "$dynamicRef") and isinstance(part, str) and not part.startswith("#"):
            yield here, part
        yield from _outside(part, here)
