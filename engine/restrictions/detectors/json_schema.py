"""JSON Schema (draft 2020-12)."""

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError, ValidationError
from jsonschema.validators import extend
from referencing import Registry

from engine.documents.document import json_path
from engine.domain.contract import Kind
from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.detector import Detector
from engine.restrictions.finding import Finding, Undecidable, whole_output
from engine.restrictions.json_places import line_of
from engine.restrictions.patterns import compile_pattern

MAX_FOUND = 100
Errors = Iterator[ValidationError]


def json_schema(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """Each place where a JSON output does not fit the rule's `schema`; patterns in it are RE2, references stay inside it.

    What is not one JSON document fits no schema.
    """
    try:
        document = answer.json
    except Undecidable as problem:
        yield whole_output(str(problem))
        return
    validator = _validator(json.dumps(parameters["schema"], sort_keys=True))
    for count, error in enumerate(validator.iter_errors(document)):
        if count >= MAX_FOUND:
            return
        place = tuple(error.absolute_path)
        line = line_of(answer, place)
        yield Finding(f"{json_path(place)}: {error.message[:300]}", line, 0, line, 0)


def _pattern(_: Any, pattern: str, instance: Any, __: Any) -> Errors:  # noqa: ANN401 - jsonschema's untyped values
    if isinstance(instance, str) and compile_pattern(pattern).search(instance) is None:
        yield ValidationError(f"{instance[:100]!r} does not match {pattern!r}")


def _pattern_properties(validator: Any, patterns: dict[str, Any], instance: Any, _: Any) -> Errors:  # noqa: ANN401 - as above
    for pattern, subschema in patterns.items() if isinstance(instance, dict) else ():
        for key, value in instance.items():
            if compile_pattern(pattern).search(key) is not None:
                yield from validator.descend(value, subschema, path=key, schema_path=pattern)


def _additional_properties(validator: Any, wanted: Any, instance: Any, schema: Any) -> Errors:  # noqa: ANN401 - as above
    if not isinstance(instance, dict):
        return
    patterns = [compile_pattern(pattern) for pattern in schema.get("patternProperties", {})]
    extra = [key for key in instance if key not in schema.get("properties", {}) and not any(item.search(key) for item in patterns)]
    if wanted is False and extra:
        yield ValidationError(f"unexpected {', '.join(map(repr, sorted(extra)))}")
    elif isinstance(wanted, dict):
        for key in extra:
            yield from validator.descend(instance[key], wanted, path=key)


_KEYWORDS = {"pattern": _pattern, "patternProperties": _pattern_properties, "additionalProperties": _additional_properties}
_Validator: Any = extend(  # type: ignore[no-untyped-call]
    Draft202012Validator, _KEYWORDS
)


@lru_cache(maxsize=200)
def _validator(schema: str) -> Any:  # noqa: ANN401 - jsonschema's validator of a class made at run time
    return _Validator(json.loads(schema), registry=Registry())


def _check(parameters: JsonObject, kind: Kind) -> Iterator[str]:
    del kind
    schema: Any = parameters["schema"]
    try:
        Draft202012Validator.check_schema(schema)
        for pattern in _patterns(schema):
            compile_pattern(pattern)
    except SchemaError as error:
        yield f"not a JSON Schema: {error.message[:300]}"
    except (ValueError, RecursionError) as error:
        yield f"not a usable JSON Schema: {error}"
    if "unevaluatedProperties" in json.dumps(schema) and "patternProperties" in json.dumps(schema):
        yield "'unevaluatedProperties' together with 'patternProperties' is not supported; use 'additionalProperties'"


def _patterns(schema: Any) -> Iterator[str]:  # noqa: ANN401 - any part of a schema
    if isinstance(schema, dict):
        if isinstance(schema.get("pattern"), str):
            yield schema["pattern"]
        yield from (key for key in schema.get("patternProperties", {}) if isinstance(key, str))
    for part in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from _patterns(part)


DETECTOR = Detector("json_schema", frozenset({Kind.JSON}), json_schema, {"schema": {"type": ["object", "boolean"]}}, ("schema",), _check)
