"""A system under test that answers a POST with JSON: the endpoint stands in the pins."""

import asyncio
import json
from functools import cached_property
from typing import TYPE_CHECKING

from engine.adapters.llm.remote.body_template import at_pointer, filled, used, values_of
from engine.adapters.llm.remote.failure import failure_of_status, timed_out, unreadable
from engine.adapters.llm.remote.public_network import Resolve, check_target, resolve
from engine.adapters.llm.remote.wire import Answer, Question
from engine.domain.errors import Fault, InvalidInput
from engine.domain.json_value import Json, JsonObject, canonical_json
from engine.domain.pins import Endpoint, Pins
from engine.domain.run import Usage
from engine.ports.llm_client import ModelInfo, idempotency_headers

if TYPE_CHECKING:
    from engine.adapters.llm.remote.guarded_http import HttpPoster

MAX_TEMPLATE_BYTES = 100_000
MAX_ANSWER_BYTES = 4_000_000
CONNECT_SECONDS = 10.0
ANSWER_SECONDS = 180.0
_HINT = "An endpoint has a url, a JSON body that mentions {prompt}, and a responsePath: where the output stands in its answer."
_LIMITS = {"connect": CONNECT_SECONDS, "read": ANSWER_SECONDS, "write": CONNECT_SECONDS, "pool": CONNECT_SECONDS}
_ID_HEADERS = ("x-request-id", "request-id", "x-correlation-id")
_HEADER = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")


class HttpWire:
    """Posts the filled template and reads the output from the answer. Reaches public addresses only, unless told otherwise."""

    name = "http"
    title = "Your own endpoint (HTTP POST)"
    needs_key = False

    def __init__(self, *, allow_private: bool = False, resolving: Resolve = resolve) -> None:
        """Take whether private addresses may be reached, and how names are resolved; connects at the first question."""
        self._allow_private, self._resolving = allow_private, resolving

    @cached_property
    def _poster(self) -> "HttpPoster":
        from engine.adapters.llm.remote.guarded_http import HttpPoster  # noqa: PLC0415 - loaded by those who send something

        return HttpPoster(allow_private=self._allow_private, resolving=self._resolving)

    def models(self) -> tuple[ModelInfo, ...]:
        """None are known by name."""
        return ()

    def check(self, pins: Pins) -> None:
        """Raise InvalidInput for an endpoint that is missing or cannot be asked."""
        faults = _faults(pins.endpoint)
        if faults:
            raise InvalidInput(faults, _HINT)

    def ignored(self, pins: Pins) -> tuple[str, ...]:
        """Pins that the template does not mention do not reach the endpoint."""
        mentioned = used(pins.endpoint.body) if pins.endpoint else frozenset[str]()
        pinned = {"temperature": pins.temperature or None, "top_p": pins.top_p, "seed": pins.seed, "max_tokens": pins.max_tokens}
        missing = [name for name, value in pinned.items() if value is not None and name not in mentioned]
        stop = ["stop"] if pins.stop else []
        return (f"The endpoint's template does not mention {', '.join(missing + stop)}; what is pinned there is not sent.",) * bool(
            missing or stop
        )

    async def admit(self, pins: Pins) -> None:
        """Raise InvalidInput for an endpoint that is not public."""
        if pins.endpoint is not None:
            await check_target(pins.endpoint.url, allow_private=self._allow_private, resolving=self._resolving)

    async def ask(self, question: Question, key: str | None) -> Answer:
        """Ask once. Raises ProviderFailed."""
        endpoint = question.pins.endpoint
        assert endpoint is not None, "checked before the job was accepted"
        body = filled(endpoint.body, values_of(question))
        exchange: JsonObject = {"request": {"method": "POST", "url": endpoint.url, "body": body}}
        question.sent.update(exchange)
        try:
            async with asyncio.timeout(CONNECT_SECONDS + ANSWER_SECONDS):
                sent = (endpoint.url, _headers(endpoint, key), canonical_json(body))
                status, headers, content = await self._poster.post(*sent, _LIMITS, MAX_ANSWER_BYTES)
        except TimeoutError as error:
            raise timed_out() from error
        if content is None:
            raise unreadable(f"it has more than {MAX_ANSWER_BYTES} bytes")
        return _answer(endpoint, exchange, status, headers, content)

    async def close(self) -> None:
        """Close connections."""
        if "_poster" in self.__dict__:
            await self._poster.close()


def _faults(endpoint: Endpoint | None) -> list[Fault]:
    if endpoint is None:
        return [Fault("provider 'http' needs to know the endpoint", "$.pins.endpoint")]
    faults = []
    if not endpoint.url.startswith(("http://", "https://")) or len(endpoint.url) > 2_000:
        faults.append(Fault("the address must begin with http:// or https:// and have at most 2000 characters", "$.pins.endpoint.url"))
    if len(canonical_json(endpoint.body)) > MAX_TEMPLATE_BYTES:
        faults.append(Fault(f"the body may have at most {MAX_TEMPLATE_BYTES} bytes", "$.pins.endpoint.body"))
    if "prompt" not in used(endpoint.body):
        faults.append(Fault("the body does not mention {prompt}", "$.pins.endpoint.body"))
    if endpoint.response_path and not endpoint.response_path.startswith("/"):
        faults.append(Fault("a JSON Pointer begins with / (or is empty)", "$.pins.endpoint.responsePath"))
    if not endpoint.key_header or not _HEADER.issuperset(endpoint.key_header):
        faults.append(Fault("not the name of a header", "$.pins.endpoint.keyHeader"))
    return faults


def _headers(endpoint: Endpoint, key: str | None) -> dict[bytes | str, bytes | str]:
    headers: dict[bytes | str, bytes | str] = {"content-type": "application/json", "accept": "application/json", "user-agent": "skyt"}
    headers.update(dict[bytes | str, bytes | str](idempotency_headers()))
    if key is not None:
        is_standard = endpoint.key_header.lower() == "authorization"
        headers[endpoint.key_header] = f"Bearer {key}" if is_standard else key
    return headers


def _answer(endpoint: Endpoint, exchange: JsonObject, status: int, headers: dict[str, str], content: bytes) -> Answer:
    text = content.decode("utf-8", "replace")
    response: JsonObject = {"status": status, "body": text[:10_000]}
    exchange["response"] = response
    if not 200 <= status < 300:
        raise failure_of_status(status, text[:200], headers, exchange=exchange)
    try:
        value: Json = json.loads(text)
        output = at_pointer(value, endpoint.response_path)
    except (ValueError, RecursionError) as error:
        raise unreadable(f"it is not JSON but begins with {text[:80]!r}", exchange) from error
    except LookupError as error:
        raise unreadable(f"there is nothing at {endpoint.response_path}", exchange) from error
    response["body"] = value
    request = exchange["request"]
    assert isinstance(request, dict)
    words = output if isinstance(output, str) else json.dumps(output, ensure_ascii=False, sort_keys=True)
    request_id = next((headers[name] for name in _ID_HEADERS if name in headers), None)
    return Answer(words, Usage(), request, response, request_id=request_id)
