"""Anthropic's messages."""

from typing import Any

from engine.adapters.llm.remote.failure import unreadable
from engine.adapters.llm.remote.sdk import body_of, count_part, load_sdk, part, post, text_part, timeouts
from engine.adapters.llm.remote.wire import Answer, Question
from engine.domain.errors import Fault, InvalidInput
from engine.domain.json_value import JsonObject
from engine.domain.pins import Pins
from engine.domain.run import Usage
from engine.ports.llm_client import ModelInfo

ANTHROPIC_URL = "https://api.anthropic.com"
DEFAULT_MAX_TOKENS = 4096


class AnthropicWire:
    """Asks for one message."""

    name = "anthropic"
    title = "Anthropic"
    needs_key = True

    def __init__(self, base_url: str = ANTHROPIC_URL, models: tuple[str, ...] = ()) -> None:
        """Take where the server is and the models that are known by name; connects at the first question."""
        self._base_url, self._models = base_url, models
        self._client: Any = None

    def models(self) -> tuple[ModelInfo, ...]:
        """The models named at the start."""
        return tuple(ModelInfo(name, name) for name in self._models)

    def check(self, pins: Pins) -> None:
        """Raise InvalidInput for a temperature above 1, which Anthropic does not have."""
        if pins.temperature > 1:
            fault = Fault(f"temperature is {pins.temperature}; Anthropic takes 0 to 1", "$.pins.temperature")
            raise InvalidInput([fault], "Pin a temperature of at most 1.")

    def ignored(self, pins: Pins) -> tuple[str, ...]:
        """Anthropic has no seed, wants a limit of tokens, and takes temperature or top_p, not both."""
        seed = ("Anthropic has no seed; the pinned one is not sent.",) if pins.seed is not None else ()
        limit = (f"max_tokens is not pinned; Anthropic needs a limit and gets {DEFAULT_MAX_TOKENS}.",) if pins.max_tokens is None else ()
        both = ("Anthropic takes temperature or top_p, not both; top_p is sent.",) if pins.top_p is not None else ()
        return (*seed, *limit, *both)

    async def admit(self, pins: Pins) -> None:
        """Where the server is was set by the operator, so it needs no leave."""

    async def ask(self, question: Question, key: str | None) -> Answer:
        """Ask once. Raises ProviderFailed."""
        sdk = load_sdk("anthropic")
        if self._client is None:
            self._client = sdk.AsyncAnthropic(base_url=self._base_url, api_key="none", max_retries=0, timeout=timeouts())
        client = self._client.with_options(api_key=key or "none")
        response, exchange = await post(sdk, client, "/v1/messages", _request(question), question.sent)
        return _answer(body_of(response, exchange), exchange, response.headers.get("request-id"))

    async def close(self) -> None:
        """Close connections."""
        if self._client is not None:
            await self._client.close()


def _request(question: Question) -> JsonObject:
    pins = question.pins
    body: JsonObject = {
        "model": pins.model,
        "max_tokens": pins.max_tokens or DEFAULT_MAX_TOKENS,
        "messages": [{"role": "user", "content": question.prompt}],
    }
    drawing: JsonObject = {"temperature": pins.temperature} if pins.top_p is None else {"top_p": pins.top_p}
    optional: JsonObject = {"system": question.system_prompt, "stop_sequences": list(pins.stop) or None}
    return body | drawing | {name: value for name, value in optional.items() if value is not None}


def _answer(body: JsonObject, exchange: JsonObject, request_id: str | None) -> Answer:
    blocks = part(body, "content")
    finish = text_part(body, "stop_reason")
    if not isinstance(blocks, list) or finish is None:
        raise unreadable("it has no content and stop_reason", exchange)
    output = "".join(text for block in blocks if part(block, "type") == "text" and (text := text_part(block, "text")) is not None)
    request, response = exchange["request"], exchange["response"]
    assert isinstance(request, dict)
    assert isinstance(response, dict)
    return Answer(
        output=output,
        usage=_usage(body),
        request=request,
        response=response,
        refusal="the model refused to answer" if finish == "refusal" else None,
        request_id=request_id or text_part(body, "id"),
        served_model=text_part(body, "model"),
        finish_reason=finish,
    )


def _usage(body: JsonObject) -> Usage:
    """Anthropic counts what was read from and written to its cache apart from the other input; here all of it is the prompt."""
    fresh, completion = count_part(body, "usage", "input_tokens"), count_part(body, "usage", "output_tokens")
    read = count_part(body, "usage", "cache_read_input_tokens")
    written = count_part(body, "usage", "cache_creation_input_tokens")
    prompt = None if fresh is None else fresh + (read or 0) + (written or 0)
    return Usage(prompt_tokens=prompt, completion_tokens=completion, cached_tokens=read)
