"""The OpenAPI 3.1 document, made of the operations and their models: `python -m api.http.rest.openapi` writes openapi.json."""

import json
import sys
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel, Field, JsonValue, TypeAdapter
from pydantic.json_schema import models_json_schema

from api.http.rest.operation import OPENAPI_FILE, Answer, Operation
from api.http.rest.problem import MEDIA_TYPE, STATUS_OF

_REFERENCE = "#/components/schemas/{model}"
_ALWAYS = ("BAD_REQUEST", "NOT_SIGNED_IN", "NOT_ALLOWED", "INVALID_INPUT", "TOO_MANY_REQUESTS", "UNAVAILABLE")
_RATE_HEADERS = ("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "RateLimit-Policy")
_ABOUT = (
    "Software repeatability as a service. Errors are problem details (RFC 9457) with a stable `code`. Sign in with an API key or an "
    "access token as a bearer token; the page's own cookie works too. Times are ISO 8601 in UTC; ids are UUIDs."
)


class Fault(BaseModel):
    """One thing wrong with an input, and where."""

    message: str
    path: str
    line: int | None


class Problem(BaseModel):
    """Why a request was not answered as asked (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    code: str
    hint: str | None = None
    request_id: str | None = None
    faults: list[Fault] = Field(default_factory=list)


def document(operations: Iterable[Operation]) -> dict[str, Any]:
    """The whole document as a JSON object."""
    known = list(operations)
    answers = [answer.model for item in known for answer in item.answers.values() if answer.model is not None]
    bodies = [item.body for item in known if item.body is not None]
    wanted = [*((model, "serialization") for model in dict.fromkeys([*answers, Problem])), *((model, "validation") for model in bodies)]
    references, schemas = models_json_schema(wanted, ref_template=_REFERENCE)  # type: ignore[arg-type]
    named = {model: reference for (model, _mode), reference in references.items()}
    paths: dict[str, dict[str, Any]] = {}
    for item in known:
        paths.setdefault(f"/api/v1{item.path}", {})[item.method.lower()] = _operation(item, named)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Skyt", "version": "1.0.0", "description": _ABOUT},
        "paths": paths,
        "components": {"schemas": schemas.get("$defs", {}), "securitySchemes": _SECURITY},
        "security": [{name: []} for name in _SECURITY],
    }


_SECURITY = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "An API key (skyt_...) or an access token."},
    "session": {"type": "apiKey", "in": "cookie", "name": "skyt_session", "description": "The page's session."},
}


def _operation(item: Operation, named: dict[Any, Any]) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": item.name,
        "summary": item.summary,
        "description": f"For the role {item.role.value} and those above it.",
        "parameters": [*_path_parameters(item), *_query_parameters(item), *_header_parameters(item)],
        "responses": {str(status): _answer(answer, named) for status, answer in item.answers.items()} | _refusals(item, named),
    }
    if item.body is not None:
        described["requestBody"] = {"required": True, "content": {"application/json": {"schema": named[item.body]}}}
    return described


def _path_parameters(item: Operation) -> list[dict[str, Any]]:
    schema = {"type": "string", "format": "uuid"}
    return [{"name": "id", "in": "path", "required": True, "schema": schema}] if "{id}" in item.path else []


def _query_parameters(item: Operation) -> list[dict[str, Any]]:
    schema = TypeAdapter(item.query).json_schema(ref_template=_REFERENCE)
    inline = schema.pop("$defs", {})
    return [
        {"name": name, "in": "query", "required": False, "schema": _inlined(field, inline)}
        for name, field in schema.get("properties", {}).items()
    ]


def _inlined(field: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """A parameter's schema without references, and without null, which no query can spell."""
    options = [option for option in field.get("anyOf", [field]) if option.get("type") != "null"]
    found = dict(options[0])
    if "$ref" in found:
        found = dict(definitions[found["$ref"].rpartition("/")[2]])
    return {name: value for name, value in (field | found).items() if name not in {"anyOf", "title"} and value is not None}


def _header_parameters(item: Operation) -> list[dict[str, Any]]:
    number = {"type": "string", "pattern": "^[0-9]{1,9}$"}
    text = {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"}
    return [
        {"name": name, "in": "header", "required": False, "description": words, "schema": number if name == "Last-Event-ID" else text}
        for name, words in item.headers.items()
    ]


def _answer(answer: Answer, named: dict[Any, Any]) -> dict[str, Any]:
    schema: dict[str, JsonValue] = {} if answer.model is None else named[answer.model]
    headers = {name: {"schema": {"type": "string"}} for name in _RATE_HEADERS}
    return {"description": answer.description, "headers": headers, "content": {kind: {"schema": schema} for kind in answer.media_types}}


def _refusals(item: Operation, named: dict[Any, Any]) -> dict[str, Any]:
    codes = [*_ALWAYS, *item.refusals, *(("UNSUPPORTED_MEDIA_TYPE", "BODY_TOO_LARGE", "BODY_TOO_SLOW") if item.body is not None else ())]
    by_status: dict[int, list[str]] = {}
    for code in codes:
        by_status.setdefault(STATUS_OF[code], []).append(code)
    content = {MEDIA_TYPE: {"schema": named[Problem]}}
    return {str(status): {"description": " or ".join(by_status[status]), "content": content} for status in sorted(by_status)}


def exported() -> str:
    """The document as it is written to the file."""
    from api.http.rest.routes import OPERATIONS  # noqa: PLC0415 - the routes serve this document

    return json.dumps(document(OPERATIONS), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    OPENAPI_FILE.write_text(exported(), encoding="utf-8")
    sys.exit(0)
