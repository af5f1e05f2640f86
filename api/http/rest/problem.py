"""Errors as problem details (RFC 9457): the one place where REST turns what went wrong into an answer."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from graphql import GraphQLError
from pydantic import ValidationError
from starlette.responses import Response

from api.execution.encoding import encoded
from api.http.guards import BodyTooLarge, BodyTooSlow
from engine.domain import errors
from engine.domain.quota import QuotaExceeded

MEDIA_TYPE = "application/problem+json"
STATUS_OF = {
    "BAD_REQUEST": 400,
    "NOT_SIGNED_IN": 401,
    "NOT_ALLOWED": 403,
    "WRONG_ORIGIN": 403,
    "NOT_FOUND": 404,
    "METHOD_NOT_ALLOWED": 405,
    "NOT_POSSIBLE": 409,
    "BODY_TOO_LARGE": 413,
    "BODY_TOO_SLOW": 408,
    "UNSUPPORTED_MEDIA_TYPE": 415,
    "INVALID_INPUT": 422,
    "TOO_MANY_REQUESTS": 429,
    "QUOTA_EXCEEDED": 429,
    "INTERNAL": 500,
    "UNAVAILABLE": 503,
}
_CAPITAL = re.compile("(?<=[a-z0-9])([A-Z])")


class Refused(Exception):
    """A request that is refused before a use case is asked."""

    def __init__(self, code: str, detail: str, headers: Mapping[str, str] | None = None) -> None:
        """Take a code of `STATUS_OF`, what is wrong, and headers of the answer."""
        self.code, self.headers = code, dict(headers or {})
        super().__init__(detail)


@dataclass(frozen=True, slots=True)
class Details:
    """One problem: a stable code, words for people, members and headers of its own."""

    code: str
    detail: str
    hint: str | None = None
    members: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def status(self) -> int:
        """The answer's status."""
        return STATUS_OF[self.code]


def details_of(error: Exception) -> Details | None:  # noqa: PLR0911 - one return per kind of error
    """The problem that an expected error is; None for one that nobody expected."""
    if isinstance(error, Refused):
        return Details(error.code, str(error), headers=error.headers)
    if isinstance(error, BodyTooLarge | BodyTooSlow):
        return Details("BODY_TOO_LARGE" if isinstance(error, BodyTooLarge) else "BODY_TOO_SLOW", str(error))
    if isinstance(error, QuotaExceeded):
        return _quota(error)
    if isinstance(error, errors.InvalidInput):
        faults = [{"message": fault.message, "path": _snake(fault.path), "line": fault.line} for fault in error.faults]
        return _invalid("; ".join(fault.message for fault in error.faults), faults, error.hint or None)
    if isinstance(error, errors.NotFound):
        return Details("NOT_FOUND", f"there is no {error.kind} '{error.name}'", error.hint or None)
    if isinstance(error, errors.NotPossible):
        return Details("NOT_POSSIBLE", str(error), error.hint or None)
    if isinstance(error, errors.StoreUnavailable | errors.SecretUnreadable):
        return Details("UNAVAILABLE", str(error), "try again in a moment", headers={"Retry-After": "5"})
    if isinstance(error, ValidationError):
        return _not_valid(error)
    if isinstance(error, GraphQLError) and (error.extensions or {}).get("code") in STATUS_OF:
        return Details(str((error.extensions or {})["code"]), error.message)
    return None


def problem(details: Details, path: str, request_id: str | None) -> Response:
    """The answer that says so."""
    headers = dict(details.headers)
    if details.status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Bearer"
    known = {
        "type": f"/api/v1/docs#{details.code.lower().replace('_', '-')}",
        "title": details.code.replace("_", " ").capitalize(),
        "status": details.status,
        "detail": details.detail,
        "instance": path,
        "code": details.code,
        "hint": details.hint,
        "request_id": request_id,
    }
    shown = {name: value for name, value in known.items() if value is not None} | details.members
    return Response(encoded(shown), details.status, headers, MEDIA_TYPE)


def _invalid(detail: str, faults: list[dict[str, Any]], hint: str | None = None) -> Details:
    return Details("INVALID_INPUT", detail or "the input cannot be used", hint, {"faults": faults})


def _not_valid(error: ValidationError) -> Details:
    """What a model says of a body or of a query; a body that is no JSON at all is a bad request."""
    found = error.errors(include_url=False, include_context=False, include_input=False)
    if found[0]["type"] == "json_invalid":
        return Details("BAD_REQUEST", f"the body is not JSON: {found[0]['msg']}")
    faults = [{"message": item["msg"], "path": _path(item["loc"]), "line": None} for item in found[:50]]
    return _invalid("; ".join(f"{fault['path']}: {fault['message']}" for fault in faults[:5]), faults)


def _path(location: tuple[int | str, ...]) -> str:
    return "$" + "".join(f"[{part}]" if isinstance(part, int) else f".{part[:100]}" for part in location)


def _snake(path: str) -> str:
    return _CAPITAL.sub(lambda match: f"_{match[1].lower()}", path)


def _quota(error: QuotaExceeded) -> Details:
    wait = None if error.resets_at is None else max(1, math.ceil((error.resets_at - datetime.now(UTC)).total_seconds()))
    members = {"quota": error.quota, "limit": error.limit, "used": error.used, "requested": error.requested, "resets_at": error.resets_at}
    return Details("QUOTA_EXCEEDED", str(error), "ask for less, or wait", members, {} if wait is None else {"Retry-After": str(wait)})
