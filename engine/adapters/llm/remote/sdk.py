"""What the official SDKs share: they are loaded at first use, their own retries are off, their errors become ours."""

import importlib
import json
from collections.abc import Mapping
from types import ModuleType
from typing import Any

from engine.adapters.llm.remote.failure import ProviderFailed, failure_of_status, timed_out, unreachable, unreadable
from engine.domain.errors import StoreUnavailable
from engine.domain.json_value import Json, JsonObject
from engine.ports.llm_client import idempotency_headers

CONNECT_SECONDS = 10.0
ANSWER_SECONDS = 180.0
_CONNECTING = {"ConnectTimeout", "PoolTimeout"}


def load_sdk(name: str) -> ModuleType:
    """Import an SDK, which takes a second or two and is therefore not done before it is needed. Raises StoreUnavailable without it."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        message = f"the Python package '{name}' is not installed, so its provider cannot be asked; install it: pip install {name}"
        raise StoreUnavailable(message) from error


def timeouts() -> Any:  # noqa: ANN401 - httpx2 is imported with the SDKs, lazily
    """Ten seconds to connect, three minutes for an answer."""
    return importlib.import_module("httpx2").Timeout(ANSWER_SECONDS, connect=CONNECT_SECONDS)


async def post(
    sdk: ModuleType,
    client: Any,  # noqa: ANN401 - an SDK's client
    path: str,
    body: JsonObject,
    sent: JsonObject,
) -> tuple[Any, JsonObject]:
    """Post a body through an SDK; answers with the HTTP response and with request and status for the record. Raises ProviderFailed.

    The request is put into `sent` before anything is waited for.
    """
    httpx2 = importlib.import_module("httpx2")
    exchange: JsonObject = {"request": {"method": "POST", "url": _address(client, path), "body": body}}
    sent.update(exchange)
    try:
        response = await client.post(path, cast_to=httpx2.Response, body=body, options={"headers": idempotency_headers()})
    except sdk.APIStatusError as error:
        raise _refused(error, exchange) from error
    except sdk.APITimeoutError as error:
        if type(error.__cause__).__name__ in _CONNECTING:
            raise unreachable("connecting took too long") from error
        raise timed_out() from error
    except sdk.APIConnectionError as error:
        raise unreachable(str(error.__cause__ or error)) from error
    return response, exchange


def body_of(response: Any, exchange: JsonObject) -> JsonObject:  # noqa: ANN401 - an httpx2 response
    """The JSON object in an answer, also put into the exchange. Raises ProviderFailed for anything else."""
    text = response.text
    exchange["response"] = {"status": response.status_code, "body": text[:10_000]}
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise unreadable(f"it is not JSON but begins with {text[:80]!r}", exchange) from error
    if not isinstance(value, dict):
        raise unreadable("it is not a JSON object", exchange)
    exchange["response"] = {"status": response.status_code, "body": value}
    return value


def part(value: Json, *path: str | int) -> Json:
    """What stands at a path in a JSON value; None where there is nothing, whatever the value is."""
    for step in path:
        if isinstance(value, dict) and isinstance(step, str):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and -len(value) <= step < len(value):
            value = value[step]
        else:
            return None
    return value


def text_part(value: Json, *path: str | int) -> str | None:
    """The text at a path, None where there is none."""
    found = part(value, *path)
    return found if isinstance(found, str) else None


def count_part(value: Json, *path: str | int) -> int | None:
    """The count at a path, None where there is none."""
    found = part(value, *path)
    return found if isinstance(found, int) and not isinstance(found, bool) and found >= 0 else None


def _refused(error: Any, exchange: JsonObject) -> ProviderFailed:  # noqa: ANN401 - an SDK's error
    headers: Mapping[str, str] = error.response.headers
    body: Json = error.body if isinstance(error.body, dict) else error.response.text[:2_000]
    exchange["response"] = {"status": error.status_code, "body": body}
    words = text_part(body, "message") or text_part(body, "error", "message") or (body if isinstance(body, str) else "")
    code = text_part(body, "code") or text_part(body, "error", "code") or text_part(body, "error", "type") or ""
    return failure_of_status(error.status_code, words, headers, code, exchange)


def _address(client: Any, path: str) -> str:  # noqa: ANN401 - an SDK's client
    return f"{str(client.base_url).rstrip('/')}{path}"
