"""What a client sends: an operation's text or its hash, a name, variables."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson


class BadRequest(Exception):
    """What came is no operation; `code` is for programs."""

    def __init__(self, message: str, code: str = "BAD_REQUEST") -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class OperationRequest:
    """One operation to run."""

    text: str
    variables: dict[str, Any]
    name: str | None = None


class Persisted:
    """Operations that are known by the SHA-256 of their text; `is_closed` when no others are run."""

    def __init__(self, texts: Mapping[str, str], *, is_closed: bool) -> None:
        """Take texts by hash. Raises ValueError for a hash that is not its text's, or for a closed list that is empty."""
        wrong = [digest for digest, text in texts.items() if _digest(text) != digest]
        if wrong:
            raise ValueError(f"the persisted operation {wrong[0]} has another hash than its text")
        if is_closed and not texts:
            raise ValueError("only persisted operations are to be run, but there are none; set SKYT_PERSISTED_OPERATIONS to their file")
        self._texts, self._is_closed = dict(texts), is_closed

    def text(self, text: str | None, digest: str | None) -> str:
        """The text to run. Raises BadRequest."""
        if digest is not None:
            known = self._texts.get(digest)
            if known is None:
                raise BadRequest("there is no persisted operation with this hash", "PERSISTED_QUERY_NOT_FOUND")
            return known
        if text is None:
            raise BadRequest("`query` is missing; send the operation's text")
        if self._is_closed and self._texts.get(_digest(text)) is None:
            raise BadRequest("only persisted operations are run here", "NOT_PERSISTED")
        return text


def parse_body(body: bytes, persisted: Persisted) -> OperationRequest:
    """The operation of a request's body. Raises BadRequest."""
    try:
        sent = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise BadRequest(f"the body is not JSON: {error.msg}") from error
    return parse_payload(sent, persisted)


def parse_payload(sent: object, persisted: Persisted) -> OperationRequest:
    """The operation of a JSON value. Raises BadRequest."""
    if isinstance(sent, list):
        raise BadRequest("batches are not accepted; send one operation per request", "NO_BATCHES")
    if not isinstance(sent, dict):
        raise BadRequest("the body must be a JSON object with `query`, and `variables` and `operationName` if need be")
    text, variables, name = sent.get("query"), sent.get("variables"), sent.get("operationName")
    if text is not None and not isinstance(text, str):
        raise BadRequest("`query` must be a string")
    if variables is not None and not isinstance(variables, dict):
        raise BadRequest("`variables` must be an object")
    if name is not None and not isinstance(name, str):
        raise BadRequest("`operationName` must be a string")
    return OperationRequest(persisted.text(text, _hash_of(sent)), variables or {}, name or None)


def _hash_of(sent: dict[str, Any]) -> str | None:
    extensions = sent.get("extensions")
    query = extensions.get("persistedQuery") if isinstance(extensions, dict) else None
    digest = query.get("sha256Hash") if isinstance(query, dict) else None
    return digest if isinstance(digest, str) else None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
